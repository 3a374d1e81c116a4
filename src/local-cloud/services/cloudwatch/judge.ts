import type { AlarmState } from '../../../content/event.ts';

export const missingDataTreatments = ['breaching', 'notBreaching', 'ignore', 'missing'] as const;
export type MissingData = (typeof missingDataTreatments)[number];

export const comparisonOperators = [
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
] as const;
export type ComparisonOperator = (typeof comparisonOperators)[number];

export const breaches: Record<ComparisonOperator, (value: number, threshold: number) => boolean> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/**
 * How many data points are looked at for so many evaluation periods, in case some are missing. AWS gives one example,
 * 5 for 3, and says that "the exact number" depends on the period.
 */
export const evaluationRange = (evaluationPeriods: number): number => evaluationPeriods + 2;

/** The data points that decide: real ones, newest last, and how many are made up for missing ones. */
export interface Judged {
  /** Undefined: it stays in the state that it is in. */
  state: AlarmState | undefined;
  /** Of the evaluated data points, the places in what was given. */
  evaluated: number[];
  /** Data points that are missing of those that are needed. */
  filled: number;
}

/**
 * The state of an alarm from its data points in the evaluation range, oldest first: whether each is breaching, undefined
 * for a missing one.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function judge(
  points: readonly (boolean | undefined)[],
  alarm: { evaluationPeriods: number; datapointsToAlarm: number; missingData: MissingData },
): Judged {
  const { evaluationPeriods, datapointsToAlarm, missingData } = alarm;
  const real = points.flatMap((each, place) => (each === undefined ? [] : [place]));
  const evaluated = real.slice(-evaluationPeriods);
  const filled = evaluationPeriods - evaluated.length;
  const breaching = evaluated.filter((place) => points[place]).length;
  const decided = (state: AlarmState | undefined): Judged => ({ state, evaluated, filled });
  const byCount = (count: number) => decided(count >= datapointsToAlarm ? 'ALARM' : 'OK');

  if (filled === 0 || missingData === 'notBreaching') return byCount(breaching);
  if (missingData === 'breaching') return byCount(breaching + filled);
  if (breaching >= datapointsToAlarm) return decided('ALARM');
  if (breaching < evaluated.length) return decided('OK');
  if (missingData === 'ignore') return decided(undefined);
  // "the alarm goes into ALARM state even if the total number of datapoints available is lower than M"
  const age = evaluated.length > 0 ? points.length - (evaluated[0] as number) : 0;
  return decided(age >= datapointsToAlarm ? 'ALARM' : 'INSUFFICIENT_DATA');
}
