import type { CloudEvent, CloudEventOf } from '#content/event.ts';
import type { Metric, Parameter, Reach } from '#content/evidence.ts';
import type { Clients } from './clients.ts';
import type { Clock } from './clock.ts';
import type { Synthesize } from './deployment.ts';
import type { Tolerance } from './disturbance.ts';
import type { FaultInjector } from './faults.ts';
import type { Prediction } from './prediction.ts';
import type { Random } from './random.ts';
import type { Results } from './results.ts';
import type { StartStandIn } from './stand-in.ts';

/** Experiments find all that they are made of in this file. */
export type { Results };

/** A value that is set for all variants: given here, or read from an output of the stack, which set it. */
export type ParameterDefinition = Pick<Parameter, 'label' | 'unit' | 'injected'> &
  ({ value: number } | { fromOutput: string });

/** One way of doing the same thing; the variants differ in what the experiment asks about and in nothing else. */
export interface VariantDefinition {
  label: string;
  /** What a request passes, in order, e.g. `['HTTP API', 'Lambda', 'DynamoDB']`. */
  pipeline: string[];
  /** What makes it differ from the other variants. */
  parameters: Record<string, Pick<Parameter, 'label' | 'unit' | 'value' | 'injected'>>;
  /**
   * Deploys the stack with other settings, as `cdk deploy -c name=value` does on AWS. The stack reads them with
   * `this.node.tryGetContext(name)`. Variants with the same context (and localCloud) share a deployment.
   */
  context?: Record<string, string | number>;
  /** Settings of the local cloud for this variant, besides the experiment's own. */
  localCloud?: LocalCloudSettings;
}

/**
 * Settings of the local cloud by their names in src/local-cloud/settings.ts, e.g. `timeScale`. Each becomes a parameter
 * of the evidence; `injected` says what it stands in for.
 */
export type LocalCloudSettings = Record<
  string,
  Pick<Parameter, 'label' | 'unit'> & { value: number; injected: string }
>;

/**
 * The orders that came shortly before and after the first request for a path, or a strike of a fault: the first, or the one
 * of that number.
 */
export type Stretch = (
  | { path: string }
  | { fault: CloudEventOf<'fault-injected'>['fault']; strike?: number }
) & {
  beforeMs: number;
  afterMs: number;
};

export type ReplayedStretch<V extends string = string> = Stretch & {
  /** Only of these variants is a trace kept, so that it can hold more of each. */
  variants: V[];
};

export type MetricDefinition = Pick<Metric, 'label' | 'unit' | 'better'>;

/** What is sampled: one value per order, or with `x` a course over time (or over whatever `x` is). */
export type SeriesDefinition = Pick<Metric, 'label' | 'unit'> & { x?: Pick<Metric, 'label' | 'unit'> };

/** Values in the order of arrival; for a series with an `x`, the values and where on the axis each lies. */
export type SeriesMeasurement = number[] | { x: number[]; values: number[] };

/** What one repetition of one variant gave: a number per metric, and the samples of every series. */
export interface Measurement<M extends string, S extends string> {
  metrics: Record<M, number>;
  series: Record<S, SeriesMeasurement>;
}

/** What every repetition may use. */
export interface Surroundings<P extends string> {
  parameters: Record<P, number>;
  /** The stack's outputs, by name. */
  outputs: Record<string, string>;
  clients: Clients;
  clock: Clock;
  /** Sets this run's data apart from that of any other run. */
  runId: string;
  signal: AbortSignal;
}

/** What warming up may use. */
export interface WarmUpContext<V extends string, P extends string> extends Surroundings<P> {
  /** The variants that will run on this deployment. */
  variants: V[];
}

/** What one repetition of one variant may use. */
export interface RunContext<V extends string, P extends string> extends Surroundings<P> {
  variant: V;
  /** Counts from 1. */
  repetition: number;
  /** The same stream for all variants of a repetition: they get the same arrivals. */
  random: Random;
  /** Breaks things on purpose. Local cloud only; what is still broken at the end of the repetition is mended then. */
  faults: FaultInjector;
  /** What happened in the cloud since the repetition began. Local cloud only: measure from outside where you can. */
  events: readonly CloudEvent[];
  /** What the lab's stand-in counted since the repetition began, or since it was last asked; nothing without one. */
  takeReadings(): Record<string, number>;
  /** The template of the stack with other settings, to compare with; nothing is deployed. */
  synthesize: Synthesize;
  /** Tells the learner how far this repetition is: `fraction` from 0 to 1, and what there is to see in a few words. */
  progress(fraction: number, note: string): void;
}

/** A sentence that a run can prove wrong. Compares variants or counts facts, never absolute milliseconds. */
export interface ClaimDefinition<V extends string, M extends string, P extends string> {
  id: string;
  statement: string;
  reach: Reach;
  /** Seed statements that it judges, e.g. `002/s3`. */
  seeds: string[];
  notShown: string;
  /** What else than the experiment's tolerance it can stand of a busy machine. */
  tolerance?: Partial<Tolerance>;
  /** Whether it holds, and the numbers that decide it as one sentence. */
  judge(results: Results<V, M>, parameters: Record<P, number>): { holds: boolean; because: string };
}

/** A question, two or more variants, what is measured, and what the measurement is held to show. */
export interface Experiment<
  V extends string = string,
  M extends string = string,
  S extends string = string,
  P extends string = string,
> {
  question: string;
  /** What to change next, and what to look at then. */
  nextStep: string;
  /** Commands to type against the running lab, such as one order with curl. */
  byHand(outputs: Record<string, string>): string[];
  repetitions: number;
  /**
   * Deploys anew before every repetition, so that no message, row or dead letter is left of the one before. Otherwise
   * variants and repetitions with the same settings share one deployment.
   */
  freshDeployments?: boolean;
  /** Stands in for what this experiment’s pipeline works with, in the place of the lab’s own stand-in. */
  standIn?: StartStandIn;
  /** Settings of the local cloud that hold for all variants. */
  localCloud?: LocalCloudSettings;
  /**
   * Milliseconds that a disturbance is compared with: the stack's output `ServiceMs` unless another output is named or a
   * value is given, and 100 where there is none.
   */
  serviceTime?: { fromOutput: string } | { value: number };
  /** How much of a busy machine its claims can stand, in service times, where that is not `defaultTolerance`. */
  tolerance?: Partial<Tolerance>;
  /** What of it can be replayed, where orders spread over a whole run would miss what it is about. */
  replayed?: ReplayedStretch<V>;
  parameters: Record<P, ParameterDefinition>;
  variants: Record<V, VariantDefinition>;
  metrics: Record<M, MetricDefinition>;
  series: Record<S, SeriesDefinition>;
  /** Asked before anything runs. */
  predictions: Prediction<V, M, P>[];
  /** Runs once on every deployment, before the first repetition on it; nothing in it is measured. */
  warmUp(context: WarmUpContext<V, P>): Promise<void>;
  /** Runs one repetition of one variant and measures it from outside. */
  run(context: RunContext<V, P>): Promise<Measurement<M, S>>;
  claims: ClaimDefinition<V, M, P>[];
}

/** Declares an experiment: gives it back as it is, with the names in it checked against each other. */
export const defineExperiment = <V extends string, M extends string, S extends string, P extends string>(
  experiment: Experiment<V, M, S, P>,
): Experiment<V, M, S, P> => experiment;
