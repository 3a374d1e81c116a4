import { connectToAws } from '#experiment/clients.ts';
import { CallError, TwoPartError } from '../../call-error.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Screen } from '../../terminal/screen.ts';
import { removeOldCopies } from './assembly-for-aws.ts';
import { AwsRefusal } from './aws-api.ts';
import { type LeftOver, leftOvers } from './left-over.ts';
import { dropNote, isUnderWay, notes, runsGoingOn } from './run-note.ts';
import { leftLines } from './run-stacks.ts';
import { type AwsChoice, type AwsSession, openSession } from './session.ts';
import type { StackResource } from './stacks.ts';
import { removeLeftOver } from './take-down.ts';

/** How often it is looked for what the removal itself has left. */
const passes = 3;

/**
 * Finds what interrupted runs left in an account and a Region, and removes it: stacks, what they kept, log groups. What a
 * run that is going on has there stays. Gives the exit code.
 */
export async function cleanAws(
  choice: AwsChoice,
  { screen, yes, signal, poll }: { screen: Screen; yes: boolean; signal: AbortSignal; poll?: number },
): Promise<number> {
  screen.intro('What runs left on AWS');
  const session = await openSession(choice);
  const { account, region, api } = session;
  const where = `in the account ${account}, Region ${region}`;
  const goingOn = runsGoingOn();
  removeOldCopies(goingOn);
  const isOurs = ({ run }: LeftOver) => !goingOn.includes(run);
  const look = async (deleted: StackResource[]) =>
    (await told(leftOvers(api, deleted), region)).filter(isOurs);

  let left = await look([]);
  const isClean = left.length === 0;
  if (!isClean) {
    screen.section(
      `Found ${where}`,
      left.flatMap(({ what }) => [`- ${what}`]),
    );
    await agree(screen, yes);
  }
  const deleted: StackResource[] = [];
  let reasons: string[] = [];
  // A stack that goes can leave something that was not seen before, such as what it retains.
  for (let pass = 1; pass <= passes && left.length > 0; pass += 1) {
    reasons = await removeAll(session, left, deleted, { signal, poll });
    left = await look(deleted);
  }
  if (left.length > 0)
    throw new TwoPartError(
      `There is left ${where}:\n${leftLines(left, reasons).join('\n')}`,
      'Remove it with the commands above, or run this command again.',
    );
  for (const note of notes())
    if (note.account === account && note.region === region && !isUnderWay(note)) dropNote(note.run);
  screen.outro([
    isClean ? `Nothing of a run is left ${where}.` : `Removed, and verified: nothing is left ${where}.`,
    ...elsewhere(account, region),
  ]);
  return exitCodes.fine;
}

/** Removes what can be removed; `deleted` hears of the resources that went with a stack. Gives why something could not. */
async function removeAll(
  { api, region, credentials }: AwsSession,
  found: readonly LeftOver[],
  deleted: StackResource[],
  { signal, poll }: { signal: AbortSignal; poll?: number | undefined },
): Promise<string[]> {
  const clients = connectToAws({ region, credentials, endpoint: api.endpoint });
  const reasons: string[] = [];
  try {
    for (const each of found) {
      signal.throwIfAborted();
      try {
        deleted.push(...(await removeLeftOver(api, clients, each, poll)));
      } catch (error) {
        reasons.push(`${each.what}: ${(error as Error).message}`);
      }
    }
    return reasons;
  } finally {
    await clients.close();
  }
}

async function agree({ prompts }: Screen, yes: boolean): Promise<void> {
  if (yes) return;
  if (!prompts) throw new CallError('There is nobody to ask whether this may be removed.', 'Add --yes.');
  const answer = await prompts.choose('Remove all of it?', [
    { value: 'yes', label: 'Yes' },
    { value: 'no', label: 'No, leave it' },
  ]);
  if (answer === 'no') throw new TwoPartError('Nothing was removed.', 'You said no.');
}

async function told<T>(looking: Promise<T>, region: string): Promise<T> {
  return looking.catch((error: unknown) => {
    if (!(error instanceof AwsRefusal)) throw error;
    throw new TwoPartError(
      `AWS refuses ${error.call} in ${region}: ${error.code}: ${error.message}`,
      'Use credentials that may do it: cloudformation, tag:GetResources and logs:DescribeLogGroups are asked.',
    );
  });
}

/** Runs that were interrupted in other places. */
const elsewhere = (account: string, region: string): string[] =>
  notes()
    .filter((note) => !isUnderWay(note) && (note.account !== account || note.region !== region))
    .map(
      (note) =>
        `The run ${note.run} was interrupted in the account ${note.account}: npm run lab -- --clean aws --region ${note.region}`,
    );
