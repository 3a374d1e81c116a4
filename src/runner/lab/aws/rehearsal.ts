import type { CloudEvent } from '#content/event.ts';
import { systemClock } from '#experiment/clock.ts';
import { type RunOutcome, runExperiment } from '#experiment/run-experiment.ts';
import { schedule } from '#experiment/schedule.ts';
import { watchMachine } from '#experiment/watch-machine.ts';
import type { ExperimentFile } from '../../labs.ts';
import type { Screen } from '../../terminal/screen.ts';
import { Deployments } from '../deployments.ts';
import { localPlace } from '../local-place.ts';
import { startLocalTarget } from '../local-target.ts';
import type { Place } from '../place.ts';
import type { RunOnAws } from './part-on-aws.ts';
import { notOnAws } from './refusals.ts';
import { watchCalls } from './watch-calls.ts';

/** The same experiment on this machine: what it measured, and all that happened while it ran. */
export interface Rehearsal {
  outcome: RunOutcome;
  events: CloudEvent[];
  /** Requests that the experiment itself sent to SQS, which AWS bills as any other. */
  ownQueueRequests: number;
  /** The same of S3. */
  ownObjectRequests: number;
  /** Commands with which the experiment itself created something beside its stacks, e.g. `CreateArchiveCommand`. */
  created: string[];
  /** Stacks that were deployed. */
  deployments: number;
  durationSeconds: number;
}

type Counts = Pick<Rehearsal, 'ownQueueRequests' | 'ownObjectRequests' | 'created' | 'deployments'>;

/**
 * Runs the experiment on this machine first, without what AWS cannot give it: an experiment that asks for that is found
 * out before anything is created, what will be billed is counted, and there is something to compare with.
 */
export async function rehearse(
  {
    file,
    experiment,
    without,
    seed,
    screen,
  }: { file: ExperimentFile; seed: number; screen: Screen } & Pick<RunOnAws, 'experiment' | 'without'>,
  signal: AbortSignal,
): Promise<Rehearsal> {
  const events: CloudEvent[] = [];
  const counts: Counts = { ownQueueRequests: 0, ownObjectRequests: 0, created: [], deployments: 0 };
  const deployments = new Deployments({
    ...{ lab: file.lab, experiment, seed, signal },
    place: countingPlace(notOnAws(file, without), events, counts),
  });
  const line = screen.progress('The experiment runs on this machine first: what AWS will bill is counted.');
  const begin = performance.now();
  const all = schedule(experiment).length;
  let ended = 0;
  try {
    const outcome = await runExperiment(experiment, {
      ...{ seed, runId: Date.now().toString(36).slice(-5), clock: systemClock, watch: watchMachine, signal },
      deploy: (repetition) => deployments.deploy(repetition),
      synthesize: (context) => deployments.synthesize(context),
      onWarmUp: () => undefined,
      onDisturbed: () => undefined,
      onEvent: () => undefined,
      onProgress: (fraction) => line.update((ended + fraction) / all, 'rehearsal'),
      onRepetitionEnd() {
        ended = Math.min(all - 1, ended + 1);
      },
    });
    const durationSeconds = (performance.now() - begin) / 1000;
    line.end(`Rehearsed on this machine in ${Math.round(durationSeconds)} s.`);
    return { outcome, events, ...counts, durationSeconds };
  } catch (error) {
    line.end('The rehearsal on this machine broke off.');
    throw error;
  } finally {
    await deployments.close();
  }
}

/** This machine's cloud as AWS would show itself: no faults and no events for the experiment, all events for us. */
function countingPlace(limits: ReturnType<typeof notOnAws>, events: CloudEvent[], counts: Counts): Place {
  return {
    ...localPlace,
    async start({ lab, assembly, seed }) {
      const target = await startLocalTarget(assembly, lab, { seed });
      counts.deployments += 1;
      target.subscribe((event) => events.push(event));
      watchCalls(target.clients, (client, command) => {
        if (client === 'sqs') counts.ownQueueRequests += 1;
        if (client === 's3') counts.ownObjectRequests += 1;
        if (command.startsWith('Create')) counts.created.push(command);
      });
      const { outputs, clients } = target;
      return {
        ...{ outputs, clients, ...limits },
        collect: () => ({ events: [], end: () => undefined }),
        close: () => target.close(),
      };
    },
  };
}
