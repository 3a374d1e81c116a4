import type { Metric, Parameter, Reach } from '#content/evidence.ts';
import type { Clients } from './clients.ts';
import type { Clock } from './clock.ts';
import type { Prediction } from './prediction.ts';
import type { Random } from './random.ts';
import type { Summary } from './summary.ts';

/** A value that is set for all variants: given here, or read from an output of the stack, which set it. */
export type ParameterDefinition = Pick<Parameter, 'label' | 'unit' | 'injected'> &
  ({ value: number } | { fromOutput: string });

/** One way of doing the same thing; the variants differ in what the experiment asks about and in nothing else. */
export interface VariantDefinition {
  label: string;
  /** What a request passes, in order, e.g. `['HTTP API', 'Lambda', 'DynamoDB']`. */
  pipeline: string[];
  /** What makes it differ from the other variants. */
  parameters: Record<string, Pick<Parameter, 'label' | 'unit' | 'value'>>;
}

export type MetricDefinition = Pick<Metric, 'label' | 'unit' | 'better'>;

/** What one repetition of one variant gave: a number per metric, and samples in the order of arrival per series. */
export interface Measurement<M extends string, S extends string> {
  metrics: Record<M, number>;
  series: Record<S, number[]>;
}

/** Every metric of every variant over all repetitions. */
export type Results<V extends string, M extends string> = Record<V, Record<M, Summary>>;

/** What warming up may use. */
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

/** What one repetition of one variant may use. */
export interface RunContext<V extends string, P extends string> extends Surroundings<P> {
  variant: V;
  /** Counts from 1. */
  repetition: number;
  /** The same stream for all variants of a repetition: they get the same arrivals. */
  random: Random;
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
  parameters: Record<P, ParameterDefinition>;
  variants: Record<V, VariantDefinition>;
  metrics: Record<M, MetricDefinition>;
  series: Record<S, Pick<Metric, 'label' | 'unit'>>;
  /** Asked before anything runs. */
  predictions: Prediction<V, M, P>[];
  /** Runs once, before the first repetition; nothing in it is measured. */
  warmUp(surroundings: Surroundings<P>): Promise<void>;
  /** Runs one repetition of one variant and measures it from outside. */
  run(context: RunContext<V, P>): Promise<Measurement<M, S>>;
  claims: ClaimDefinition<V, M, P>[];
}

/** Declares an experiment: gives it back as it is, with the names in it checked against each other. */
export const defineExperiment = <V extends string, M extends string, S extends string, P extends string>(
  experiment: Experiment<V, M, S, P>,
): Experiment<V, M, S, P> => experiment;
