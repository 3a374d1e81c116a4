import type { CloudEvent } from '#content/event.ts';
import type { ClaimVerdict, Variant } from '#content/evidence.ts';
import { judgeClaims } from './claim.ts';
import type { Clock } from './clock.ts';
import type { Experiment, Measurement, Results } from './define-experiment.ts';
import type { Deployment } from './deployment.ts';
import { describeVariant } from './describe-variant.ts';
import { describeFault, type FaultInjector } from './faults.ts';
import { partSeed, seededRandom } from './random.ts';
import { readParameters } from './read-parameters.ts';

/** One repetition of one variant, on its way. */
export interface Repetition {
  variant: string;
  repetition: number;
}

/** What a run needs from whoever starts it. */
export interface RunOptions {
  seed: number;
  runId: string;
  /** Gives what the repetition runs against: deployed for it, or the same object as for an earlier one. */
  deploy(repetition: Repetition): Promise<Deployment>;
  clock: Clock;
  signal: AbortSignal;
  /** Called before the first repetition on a deployment. */
  onWarmUp(repetition: Repetition): void;
  /** Of the repetition that runs: one at a time does. */
  onProgress(fraction: number, note: string): void;
  onEvent(event: CloudEvent): void;
  /** Called with everything that happened in the cloud meanwhile. */
  onRepetitionEnd(repetition: Repetition, events: readonly CloudEvent[]): void;
}

/** What a run gave: measured variants, judged claims, and the numbers that both come from. */
export interface RunOutcome {
  parameters: Record<string, number>;
  results: Results<string, string>;
  variants: Variant[];
  claims: ClaimVerdict[];
}

interface Measured {
  parameters: Record<string, number>;
  faults: Set<string>;
  repetitions: Measurement<string, string>[];
}

/** Runs an experiment: every variant once per repetition, each on a deployment that is warm, then the claims. */
export async function runExperiment(experiment: Experiment, options: RunOptions): Promise<RunOutcome> {
  const { clock, runId, signal } = options;
  const warm = new WeakSet<Deployment>();
  const measured = new Map<string, Measured>();
  for (const repetition of schedule(experiment)) {
    signal.throwIfAborted();
    const deployment = await options.deploy(repetition);
    const { outputs, clients } = deployment;
    const parameters = readParameters(experiment, outputs);
    const surroundings = { parameters, outputs, clients, clock, runId, signal };
    if (!warm.has(deployment)) {
      options.onWarmUp(repetition);
      await experiment.warmUp({ ...surroundings, variants: alike(experiment, repetition.variant) });
      warm.add(deployment);
    }
    const { variant } = repetition;
    const soFar = measured.get(variant) ?? { parameters, faults: new Set(), repetitions: [] };
    measured.set(variant, soFar);
    const faults = mendable(deployment.faults, (fault) => soFar.faults.add(fault));
    const collected = deployment.collect(options.onEvent);
    try {
      soFar.repetitions.push(
        await experiment.run({
          ...surroundings,
          ...repetition,
          random: seededRandom(partSeed(options.seed, `repetition ${repetition.repetition}`)),
          faults,
          events: collected.events,
          progress: options.onProgress,
        }),
      );
    } finally {
      faults.mendAll();
      collected.end();
    }
    options.onRepetitionEnd(repetition, collected.events);
  }

  const variants = Object.keys(experiment.variants).map((name) => {
    const { parameters = {}, faults = [], repetitions = [] } = measured.get(name) ?? {};
    return describeVariant(experiment, { name, parameters, faults: [...faults], repetitions });
  });
  const results = Object.fromEntries(
    variants.map(({ name, metrics }) => [name, Object.fromEntries(metrics.map((each) => [each.name, each]))]),
  );
  const parameters = shared([...measured.values()].map((each) => each.parameters));
  return { parameters, results, variants, claims: judgeClaims(experiment, results, parameters) };
}

/** Every variant once per repetition, in turns that change direction: no variant is always first. */
export function schedule(experiment: Pick<Experiment, 'variants' | 'repetitions'>): Repetition[] {
  const names = Object.keys(experiment.variants);
  return Array.from({ length: experiment.repetitions }, (_, index) => {
    const turn = index % 2 === 0 ? names : names.toReversed();
    return turn.map((variant) => ({ variant, repetition: index + 1 }));
  }).flat();
}

/** What tells two deployments of a lab apart: its variant's context and settings of the local cloud, as text. */
export function deploymentKey({ variants }: Pick<Experiment, 'variants'>, variant: string): string {
  const { context = {}, localCloud = {} } = variants[variant] ?? {};
  return JSON.stringify([Object.entries(context).sort(), Object.entries(localCloud).sort()]);
}

function alike(experiment: Experiment, variant: string): string[] {
  const key = deploymentKey(experiment, variant);
  return Object.keys(experiment.variants).filter((each) => deploymentKey(experiment, each) === key);
}

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

/** The parameters that claims are judged with: those that are the same for all variants. */
function shared([first = {}, ...others]: Record<string, number>[]): Record<string, number> {
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) => others.every((each) => each[name] === value)),
  );
}
