import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { Interrupted, LeftBehind } from '../../../call-error.ts';
import type { Place } from '../../place.ts';
import { type AwsTools, awsPlace } from '../aws-place.ts';
import { keepNote, notes } from '../run-note.ts';
import { rehearsed } from './hand-prices.ts';
import { listeningScreen } from './listening-screen.ts';
import probe from './probe-experiment.ts';
import { environmentOf, type Failure, type Struck } from './run-probe.ts';
import { shortKit } from './short-kit.ts';
import type { Call, StandInAws, Strike } from './stand-in-aws.ts';

/** How a run ended. */
export interface Ended {
  /** What its process would tell; undefined when it went well, or was killed and told nothing. */
  error: unknown;
  said: string;
}

/** No process has this number. */
const nobody = 2 ** 30;
let count = 0;
/** The access keys of runs that were killed: they ask nothing more. */
const dead = new Set<string>();

/**
 * A run on AWS in this process, of a stack that is synthesized already and without a rehearsal, with what takes the kit's
 * place. Each call of the struck name fails. The variables of this process lead to the stand-in afterwards.
 */
export async function shortRun(aws: StandInAws, assembly: string, struck?: Struck): Promise<Ended> {
  count += 1;
  const key = `AKIARUN${count}`;
  Object.assign(process.env, environmentOf(aws), { AWS_ACCESS_KEY_ID: key, AWS_MAX_ATTEMPTS: '1' });
  const controller = new AbortController();
  const killed = Promise.withResolvers<undefined>();
  const strikeOf = (failure: Failure): Strike | undefined => {
    if (failure === 'interrupted') {
      controller.abort(new Interrupted());
      return undefined;
    }
    if (failure !== 'killed') return failure;
    dead.add(key);
    killed.resolve(undefined);
    return 'cut';
  };
  aws.strike = ({ name, by }: Call) => {
    if (dead.has(by)) return 'cut';
    return struck && by === key && name === struck.call ? strikeOf(struck.failure) : undefined;
  };
  const { screen, said } = listeningScreen();
  const place = awsPlace(
    { budget: 1, poll: 5, backoff: 1 },
    { screen, seed: 202, record: false },
    toolsFor(assembly),
  );
  const work = runAt(place, assembly, controller.signal).then(
    () => undefined,
    (error: unknown) => error,
  );
  const error = await Promise.race([work, killed.promise]);
  // The process of a run is gone when it is over.
  for (const note of notes()) if (note.pid === process.pid) keepNote({ ...note, pid: nobody });
  aws.strike = ({ by }) => (dead.has(by) ? 'cut' : undefined);
  aws.heal();
  const { aborted, reason } = controller.signal;
  return { error: aborted && !(error instanceof LeftBehind) ? reason : error, said: said() };
}

const toolsFor = (folder: string): AwsTools => ({
  assemble: async () => ({ folder, cached: true }),
  rehearse: async () => rehearsed([]),
  loadToolkit: async () => shortKit,
});

/** What `runLab` does with a place. */
async function runAt(place: Place, assembly: string, signal: AbortSignal): Promise<void> {
  const lab = { name: 'small', folder: assembly, experiments: ['one'] };
  try {
    await place.prepare({ lab, name: 'one', path: '' }, probe, [{}], signal);
    const running = await place.start({ lab, assembly, localCloud: {}, seed: 202, signal });
    try {
      await running.clients.sqs.send(new ListQueuesCommand({}));
      signal.throwIfAborted();
    } finally {
      await running.close();
    }
  } catch (error) {
    throw place.explained?.(error) ?? error;
  } finally {
    await place.close();
  }
}
