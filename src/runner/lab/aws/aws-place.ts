import { formatDollars } from '#content/cost/dollars.ts';
import type { Evidence } from '#content/evidence.ts';
import { connectToAws } from '#experiment/clients.ts';
import { assemble, type Context, readTemplate } from '../../assembly.ts';
import { TwoPartError } from '../../call-error.ts';
import { allowToTidyUp } from '../../exit.ts';
import type { Screen } from '../../terminal/screen.ts';
import { wrap } from '../../terminal/text.ts';
import { countResources } from '../pipelines.ts';
import type { Place, Running } from '../place.ts';
import { bootstrapOf, removeOldCopies } from './assembly-for-aws.ts';
import { assertBootstrapped } from './bootstrap.ts';
import { partOnAws, type RunOnAws } from './part-on-aws.ts';
import { planLines } from './plan-lines.ts';
import { priceOf } from './price.ts';
import { refuseUnpriced, refuseUnpricedUse } from './priced-types.ts';
import { brokeOff, notOnAws, refuseWhatNeedsOurs, refuseWhatWouldStay } from './refusals.ts';
import { type Rehearsal, rehearse } from './rehearsal.ts';
import { newRun, runTag } from './run-name.ts';
import { dropNote, isUnderWay, keepNote, notes, runGoesOn, runsGoingOn } from './run-note.ts';
import { RunStacks } from './run-stacks.ts';
import { type AwsChoice, type AwsSession, openSession } from './session.ts';
import { sideBySide } from './side-by-side.ts';
import { isToolkitFetched, loadToolkit } from './toolkit.ts';

/** How long a run that was stopped may take to delete what it deployed. */
const deletionMs = 30 * 60_000;

/** How a run on AWS is asked for. */
export interface AwsRun extends AwsChoice {
  /** Dollars that a run may cost; without it somebody has to be asked. */
  budget?: number | undefined;
  /** Milliseconds between two questions how far CloudFormation is. */
  poll?: number | undefined;
}

/** What a run on AWS works with on this machine. */
export interface AwsTools {
  assemble: typeof assemble;
  rehearse: typeof rehearse;
  loadToolkit: typeof loadToolkit;
}

export const awsTools: AwsTools = { assemble, rehearse, loadToolkit };

/** An AWS account of the learner's: everything is told and agreed to first, and taken down and looked for afterwards. */
export function awsPlace(
  asked: AwsRun,
  { screen, seed, record }: { screen: Screen; seed: number; record: boolean },
  tools = awsTools,
): Place {
  const run = newRun();
  let session: AwsSession | undefined;
  let stacks: RunStacks | undefined;
  let rehearsal: Rehearsal | undefined;
  let limits: ReturnType<typeof notOnAws> | undefined;
  let part: RunOnAws | undefined;
  let endSaying = () => {};
  return {
    where: 'on AWS',
    target: 'aws',
    get flags() {
      return ` --target aws --region ${session?.region}`;
    },
    partOf(file, whole) {
      part = partOnAws(file, whole);
      return part.experiment;
    },
    get leftOut() {
      return part?.leftOut;
    },
    async prepare(file, experiment, contexts, signal) {
      refuseWhatNeedsOurs(file, experiment);
      const without = part?.without ?? [];
      limits = notOnAws(file, without);
      const assemblies: string[] = [];
      for (const context of distinct(contexts))
        assemblies.push((await tools.assemble(file.lab, context, signal)).folder);
      const templates = await Promise.all(assemblies.map((each) => readTemplate(each)));
      refuseUnpriced(templates);
      session = await openSession(asked);
      if (record && session.api.endpoint !== undefined)
        throw new TwoPartError(
          `AWS_ENDPOINT_URL leads to ${session.api.endpoint}: a run there is not a run on AWS.`,
          'Leave --record out, or unset AWS_ENDPOINT_URL.',
        );
      signal.throwIfAborted();
      for (const each of assemblies) await assertBootstrapped(session, bootstrapOf(each));
      signal.throwIfAborted();
      for (const line of interrupted(session)) screen.section(line);
      rehearsal = await tools.rehearse({ file, experiment, without, seed, screen }, signal);
      refuseWhatWouldStay(file, rehearsal.created);
      refuseUnpricedUse(rehearsal.events, templates);
      const price = priceOf(rehearsal, templates);
      const { account, region, api } = session;
      const plan = planLines({
        ...{ session, rehearsal, price, run, tag: runTag, endpoint: api.endpoint },
        resources: assemblies.map(countResources),
        fetches: !isToolkitFetched(),
      });
      screen.section(
        'Before anything is created on AWS',
        // What is indented is a line of the bill.
        plan.flatMap((line) => (line.startsWith(' ') ? [line] : wrap(line, screen.columns))),
      );
      refuseOverBudget(asked.budget, price.run);
      await agree(screen, account, asked.budget);
      signal.throwIfAborted();
      const toolkit = await tools.loadToolkit(signal);
      allowToTidyUp(deletionMs);
      removeOldCopies(runsGoingOn());
      keepNote({ run, account, region, lab: file.lab.name, pid: process.pid });
      endSaying = runGoesOn(run);
      stacks = new RunStacks({ run, session, toolkit, poll: asked.poll });
      return [];
    },
    async start({ lab, assembly, signal }) {
      if (!session || !stacks || !limits) throw new Error('Nothing is deployed before it is prepared.');
      const { name, outputs } = await stacks.deploy(assembly, lab.name, signal);
      return running(session, outputs, limits, () => stacks?.remove(name));
    },
    beside(evidence: Evidence) {
      if (!rehearsal) return undefined;
      return {
        title: 'This machine and AWS, side by side (medians)',
        lines: sideBySide(rehearsal.outcome, evidence, screen.columns),
      };
    },
    explained: brokeOff,
    async close() {
      try {
        if (!session || !stacks) return;
        await stacks.close();
        dropNote(run);
        if (stacks.count > 0)
          screen.section(
            `Verified: nothing with the tag ${runTag}=${run} is left in ${session.region}, and no log group of its functions.`,
          );
      } finally {
        endSaying();
      }
    },
  };
}

function running(
  { region, credentials, api }: AwsSession,
  outputs: Record<string, string>,
  limits: ReturnType<typeof notOnAws>,
  remove: () => Promise<void> | undefined,
): Running {
  const clients = connectToAws({ region, credentials, endpoint: api.endpoint });
  return {
    ...{ outputs, clients, ...limits },
    collect: () => ({ events: [], end: () => undefined }),
    async close() {
      await clients.close();
      await remove();
    },
  };
}

/** What the notes say of runs that did not come to their end. */
const interrupted = ({ account, region }: Pick<AwsSession, 'account' | 'region'>): string[] =>
  notes()
    .filter((note) => note.account === account && note.region === region && !isUnderWay(note))
    .map(
      (note) =>
        `The run ${note.run} of ${note.lab} was interrupted, and something of it may be left: npm run lab -- --clean aws --region ${region}`,
    );

function refuseOverBudget(budget: number | undefined, dollars: number): void {
  if (budget === undefined || dollars <= budget) return;
  throw new TwoPartError(
    `The run would cost about ${formatDollars(dollars)}, and --budget allows ${formatDollars(budget)}.`,
    'Nothing was created. Raise the budget, or choose another experiment.',
  );
}

async function agree({ prompts }: Screen, account: string, budget: number | undefined): Promise<void> {
  if (prompts) {
    const answer = await prompts.choose(`Create this in the account ${account}?`, [
      { value: 'no', label: 'No, create nothing' },
      { value: 'yes', label: 'Yes, and take it down afterwards' },
    ]);
    if (answer === 'yes') return;
    throw new TwoPartError(
      'Nothing was created.',
      'You said no. The lab runs on this machine without --target.',
    );
  }
  if (budget !== undefined) return;
  throw new TwoPartError(
    'There is nobody to ask whether this may be created.',
    'Run it in a terminal, or say what it may cost: --yes --budget 0.50.',
  );
}

function distinct(contexts: readonly Context[]): Context[] {
  const byText = new Map(contexts.map((each) => [JSON.stringify(Object.entries(each).sort()), each]));
  return [...byText.values()];
}
