import type { CloudEvent } from '#content/event.ts';
import type { Disturbance } from '#content/evidence.ts';
import type { Clock } from './clock.ts';
import type { Experiment, Measurement } from './define-experiment.ts';
import type { Deployment, Synthesize } from './deployment.ts';
import { describeFault, type FaultInjector } from './faults.ts';
import { partSeed, seededRandom } from './random.ts';
import { serviceTimeOf } from './service-time.ts';
import type { Watch } from './watch-machine.ts';

/** One repetition of one variant, on its way. */
export interface Repetition {
  variant: string;
  repetition: number;
}

/** A repetition that came to its end. */
export interface MeasuredRepetition extends Repetition {
  parameters: Record<string, number>;
  /** Every fault that was injected, in words, once. */
  faults: string[];
  /** What it gave, or why it broke off. */
  result: { measurement: Measurement<string, string> } | { error: unknown };
  /** What happened in the cloud meanwhile. */
  events: readonly CloudEvent[];
  disturbance: Disturbance;
  serviceMs: number;
}

/** What one repetition needs besides the experiment. */
export interface RepetitionOptions {
  seed: number;
  runId: string;
  clock: Clock;
  /** Begins to look at how this machine is disturbed. */
  watch(clock: Clock): Watch;
  signal: AbortSignal;
  synthesize: Synthesize;
  onProgress(fraction: number, note: string): void;
  onEvent(event: CloudEvent): void;
}

/** Runs one repetition on a deployment that is warm, and watches the machine while it does. */
export async function measureRepetition(
  experiment: Experiment,
  { variant, repetition }: Repetition,
  deployment: Deployment,
  parameters: Record<string, number>,
  options: RepetitionOptions,
): Promise<MeasuredRepetition> {
  const { seed, runId, clock, signal, onProgress, onEvent } = options;
  const { outputs, clients } = deployment;
  const injected = new Set<string>();
  const faults = mendable(deployment.faults, (fault) => {
    if (!deployment.leavesFaultsOut) injected.add(fault);
  });
  const collected = deployment.collect(onEvent);
  const takeReadings = () => deployment.standIn?.takeReadings() ?? {};
  takeReadings();
  const watch = options.watch(clock);
  const result = await experiment
    .run({
      ...{ variant, repetition, parameters, outputs, clients, clock: watch.clock, runId, signal },
      random: seededRandom(partSeed(seed, `repetition ${repetition}`)),
      faults,
      events: deployment.refuseEvents ? unreadable(deployment.refuseEvents) : collected.events,
      takeReadings,
      synthesize: options.synthesize,
      progress: onProgress,
    })
    .then(
      (measurement) => ({ measurement }),
      (error: unknown) => ({ error }),
    );
  const disturbance = watch.stop();
  faults.mendAll();
  collected.end();
  return {
    ...{ variant, repetition, parameters, result, disturbance },
    faults: [...injected],
    events: collected.events,
    serviceMs: serviceTimeOf(experiment, outputs),
  };
}

/** Events that are handed on like any, and refused to whoever looks at them. */
const unreadable = (refuse: () => never): readonly CloudEvent[] => new Proxy([], { get: refuse });

function mendable(faults: FaultInjector, note: (fault: string) => void) {
  const mend: (() => void)[] = [];
  return {
    inject(fault: Parameters<FaultInjector['inject']>[0]) {
      const end = faults.inject(fault);
      note(describeFault(fault));
      mend.push(end);
      return end;
    },
    mendAll() {
      for (const end of mend) end();
    },
  };
}
