import type { AlarmState } from '../../../content/event.ts';
import type { AlarmSettings } from './alarm-settings.ts';
import type { Judged } from './judge.ts';
import type { TimeSeries } from './math/values.ts';

/** Why an alarm is in its state: for people, and for programs. */
export interface StateReason {
  text: string;
  /** What DescribeAlarms has as JSON in StateReasonData. */
  data?: object;
}

const wordsOf = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

interface Evaluation {
  from: AlarmState;
  to: AlarmState;
  at: number;
  /** Of the periods in the evaluation range, and their values. */
  starts: readonly number[];
  values: TimeSeries;
  judged: Judged;
  /** In seconds. */
  period: number;
  settings: AlarmSettings;
}

/** In the words of AWS, of which its pages show examples only. */
export function reasonOf(evaluation: Evaluation): StateReason {
  const { to, settings, judged } = evaluation;
  const data = dataOf(evaluation);
  if (to === 'INSUFFICIENT_DATA') {
    const unknown = judged.filled;
    return {
      text: `Insufficient Data: ${counted(unknown, 'datapoint')} ${unknown === 1 ? 'was' : 'were'} unknown.`,
      data,
    };
  }
  const { EvaluationPeriods: periods, DatapointsToAlarm: needed = periods, Threshold } = settings;
  const shown = judged.evaluated
    .toReversed()
    .map((place) => `${decimal(evaluation.values[place] ?? 0)} (${dateOf(evaluation.starts[place] ?? 0)})`);
  const real =
    shown.length > 0
      ? `${shown.length} out of the last ${periods} datapoints [${shown.join(', ')}]`
      : undefined;
  const missing = judged.filled > 0 ? counted(judged.filled, 'missing datapoint') : undefined;
  const many = shown.length + judged.filled > 1;
  const crossed = `${to === 'ALARM' ? '' : 'not '}${wordsOf[settings.ComparisonOperator]} the threshold (${decimal(Threshold)})`;
  const treated =
    missing &&
    settings.TreatMissingData &&
    settings.TreatMissingData !== 'missing' &&
    settings.TreatMissingData !== 'ignore'
      ? `${missing} treated as [${settings.TreatMissingData === 'breaching' ? 'Breaching' : 'NonBreaching'}]`
      : missing;
  const subject = [real, treated].filter((each) => each !== undefined).join(' and ');
  const least = to === 'ALARM' ? needed : periods - needed + 1;
  return {
    text: `Threshold Crossed: ${subject} ${many ? 'were' : 'was'} ${crossed} (minimum ${counted(least, 'datapoint')} for ${to === 'ALARM' ? 'OK -> ALARM' : 'ALARM -> OK'} transition).`,
    data,
  };
}

function dataOf({ at, starts, values, judged, period, settings }: Evaluation): object {
  const places = judged.evaluated.toReversed();
  const first = judged.evaluated[0];
  return {
    version: '1.0',
    queryDate: timeOf(at),
    ...(first !== undefined && { startDate: timeOf(starts[first] ?? 0) }),
    ...(settings.Statistic && { statistic: settings.Statistic }),
    ...(settings.ExtendedStatistic && { statistic: settings.ExtendedStatistic }),
    period,
    recentDatapoints: judged.evaluated.map((place) => values[place]),
    threshold: settings.Threshold,
    evaluatedDatapoints: places.map((place) => ({
      timestamp: timeOf(starts[place] ?? 0),
      value: values[place],
    })),
  };
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** As AWS writes numbers: `3.0`, `0.25`. */
const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** `29/11/26 20:47:00` */
function dateOf(at: number): string {
  const [year = '', month = '', day = ''] = new Date(at).toISOString().slice(2, 10).split('-');
  return `${day}/${month}/${year} ${new Date(at).toISOString().slice(11, 19)}`;
}

/** `2026-11-29T20:47:00.000+0000` */
export const timeOf = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');
