import { Interrupted } from '../../../call-error.ts';
import { cleanAws } from '../clean.ts';
import { listeningScreen } from './listening-screen.ts';
import { environmentOf, type Struck } from './run-probe.ts';
import type { Call, StandInAws } from './stand-in-aws.ts';

/** What of runs is in the account. */
export const present = async (aws: StandInAws): Promise<string[]> => [
  ...(await aws.stacks()),
  ...aws.logGroups,
  ...aws.orphans.keys(),
];

/** One after the other: each finds its account in the variables of this process. */
let last: Promise<unknown> = Promise.resolve();

/** Removes what runs have left with the command that they name, and gives what it said. It can be struck, too. */
export function cleanUp(aws: StandInAws, struck?: Struck): Promise<string> {
  const next = last.then(() => cleanNow(aws, struck));
  last = next.catch(() => undefined);
  return next;
}

async function cleanNow(aws: StandInAws, struck?: Struck): Promise<string> {
  const environment = environmentOf(aws);
  Object.assign(process.env, environment);
  const controller = new AbortController();
  const { signal } = controller;
  const strikeBefore = aws.strike;
  aws.strike = (call: Call) => {
    if (call.by !== environment.AWS_ACCESS_KEY_ID || call.name !== struck?.call) return strikeBefore(call);
    if (struck.failure === 'killed') return 'silence';
    if (struck.failure !== 'interrupted') return struck.failure;
    controller.abort(new Interrupted());
    return undefined;
  };
  const { screen, said } = listeningScreen();
  try {
    await cleanAws({ backoff: 1 }, { screen, yes: true, signal, poll: 5 });
  } finally {
    aws.strike = strikeBefore;
    aws.heal();
  }
  return said();
}
