import type { CloudEvent } from '#content/event.ts';
import type { ClaimVerdict, Disturbance, Variant } from '#content/evidence.ts';
import { isDisturbed, isHopeless, judgeClaims } from './claim.ts';
import type { Experiment, Measurement, Results } from './define-experiment.ts';
import { type Deployment, NotPossibleHere } from './deployment.ts';
import { describeVariant, type VariantRun } from './describe-variant.ts';
import { worstOf } from './disturbance.ts';
import {
  type MeasuredRepetition,
  measureRepetition,
  type Repetition,
  type RepetitionOptions,
} from './measure-repetition.ts';
import { readParameters } from './read-parameters.ts';
import { deploymentKey, schedule } from './schedule.ts';

/** What a run needs from whoever starts it. */
export interface RunOptions extends RepetitionOptions {
  /** Gives what the repetition runs against: deployed for it, or the same object as for an earlier one. */
  deploy(repetition: Repetition): Promise<Deployment>;
  /** Called before the first repetition on a deployment. */
  onWarmUp(repetition: Repetition): void;
  /** Called when a repetition was disturbed too much: it is measured again at the end, unless no claim can be judged by then. */
  onDisturbed(repetition: Repetition): void;
  /** Called for each that counts, with everything that happened in the cloud meanwhile. */
  onRepetitionEnd(repetition: Repetition, events: readonly CloudEvent[]): void;
}

/** What a run gave: measured variants, judged claims, and the numbers that both come from. */
export interface RunOutcome {
  parameters: Record<string, number>;
  results: Results<string, string>;
  variants: Variant[];
  claims: ClaimVerdict[];
  /** The most that any repetition was disturbed that counts, and how many were measured again. */
  disturbance: Disturbance & { measuredAgain: number };
}

/** A repetition whose numbers count. */
type Counted = MeasuredRepetition & { measurement: Measurement<string, string> };

/**
 * Runs an experiment: every variant once per repetition, each on a deployment that is warm, then the claims. A repetition
 * that was disturbed too much is measured again, once, after all others; what it gave the first time is thrown away
 * unseen. The second time counts, and when that was disturbed too, the claims that cannot stand it are not judged. Once
 * that is so of every claim, nothing more is measured again: no verdict could come of it.
 */
export async function runExperiment(experiment: Experiment, options: RunOptions): Promise<RunOutcome> {
  const warm = new WeakSet<Deployment>();
  async function measure(repetition: Repetition, runId: string): Promise<MeasuredRepetition> {
    options.signal.throwIfAborted();
    const deployment = await options.deploy(repetition);
    const { outputs, clients } = deployment;
    const parameters = readParameters(experiment, outputs);
    if (!warm.has(deployment)) {
      options.onWarmUp(repetition);
      const { clock, signal } = options;
      const variants = alike(experiment, repetition.variant);
      await experiment.warmUp({ parameters, outputs, clients, clock, runId, signal, variants });
      warm.add(deployment);
    }
    const measured = await measureRepetition(experiment, repetition, deployment, parameters, {
      ...options,
      runId,
    });
    options.signal.throwIfAborted();
    // Whether the machine was busy or not: it would be the same the next time.
    if ('error' in measured.result && measured.result.error instanceof NotPossibleHere)
      throw measured.result.error;
    return measured;
  }

  const counted: Counted[] = [];
  function count(measured: MeasuredRepetition): void {
    if ('error' in measured.result) throw measured.result.error;
    counted.push({ ...measured, measurement: measured.result.measurement });
    options.onRepetitionEnd(measured, measured.events);
  }
  const disturbed: MeasuredRepetition[] = [];
  for (const repetition of schedule(experiment)) {
    const measured = await measure(repetition, options.runId);
    if (isDisturbed(experiment, measured)) {
      disturbed.push(measured);
      options.onDisturbed(repetition);
    } else count(measured);
  }
  let measuredAgain = 0;
  for (const first of disturbed) {
    const { variant, repetition, result } = first;
    if (isHopeless(experiment, counted) && 'measurement' in result) count(first);
    else {
      measuredAgain += 1;
      // Under another id: what the first attempt left behind belongs to nobody.
      count(await measure({ variant, repetition }, `${options.runId}-again`));
    }
  }

  counted.sort((a, b) => a.repetition - b.repetition);
  const variants = Object.keys(experiment.variants).map((name) =>
    describeVariant(experiment, runOf(name, counted)),
  );
  const results = Object.fromEntries(
    variants.map(({ name, metrics }) => [name, Object.fromEntries(metrics.map((each) => [each.name, each]))]),
  );
  const parameters = shared(counted.map((each) => each.parameters));
  return {
    parameters,
    results,
    variants,
    claims: judgeClaims(experiment, results, parameters, counted),
    disturbance: { ...worstOf(counted.map((each) => each.disturbance)), measuredAgain },
  };
}

function runOf(name: string, counted: readonly Counted[]): VariantRun {
  const own = counted.filter(({ variant }) => variant === name);
  return {
    name,
    parameters: own[0]?.parameters ?? {},
    faults: [...new Set(own.flatMap(({ faults }) => faults))],
    repetitions: own.map(({ measurement }) => measurement),
  };
}

function alike(experiment: Experiment, variant: string): string[] {
  const key = deploymentKey(experiment, variant);
  return Object.keys(experiment.variants).filter((each) => deploymentKey(experiment, each) === key);
}

/** The parameters that claims are judged with: those that are the same for all variants. */
function shared([first = {}, ...others]: Record<string, number>[]): Record<string, number> {
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) => others.every((each) => each[name] === value)),
  );
}
