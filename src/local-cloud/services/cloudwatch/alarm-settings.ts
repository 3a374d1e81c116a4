import * as v from 'valibot';
import { boolean, integerBetween } from '../../kernel/property-schemas.ts';
import { comparisonOperators, missingDataTreatments } from './judge.ts';
import {
  dimensionsSchema,
  MetricQueries,
  metricNameSchema,
  metricQuerySchema,
  namespaceSchema,
  numberSchema,
  periodSchema,
  unitSchema,
} from './metric-query.ts';
import { percentileOf, simpleStatistics } from './statistic.ts';

/** "Alarm actions: up to five for each state." */
const actionsSchema = v.optional(
  v.pipe(
    v.array(
      v.pipe(
        v.string(),
        v.check(
          (arn) => /^arn:aws[\w-]*:(sns|lambda|autoscaling):/.test(arn),
          'must be the ARN of an SNS topic, of a Lambda function or of a scaling policy: actions on EC2, Systems Manager and investigations are not emulated',
        ),
      ),
    ),
    v.maxLength(5, 'must have at most 5 actions'),
  ),
  [],
);

/** What an alarm is made of, in a template and in PutMetricAlarm alike. */
export const alarmEntries = {
  AlarmDescription: v.optional(v.pipe(v.string(), v.maxLength(1_024, 'must be at most 1,024 characters'))),
  ActionsEnabled: v.optional(boolean, true),
  OKActions: actionsSchema,
  AlarmActions: actionsSchema,
  InsufficientDataActions: actionsSchema,
  MetricName: v.optional(metricNameSchema),
  Namespace: v.optional(namespaceSchema),
  Dimensions: v.optional(dimensionsSchema),
  Statistic: v.optional(v.picklist(simpleStatistics, `must be one of ${simpleStatistics.join(', ')}`)),
  ExtendedStatistic: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (statistic) => percentileOf(statistic) !== undefined,
        'must be a percentile such as p99: trimmed and winsorized means, counts and ranks are not emulated',
      ),
    ),
  ),
  Period: v.optional(periodSchema),
  Unit: v.optional(unitSchema),
  Metrics: v.optional(v.pipe(v.array(metricQuerySchema), v.maxLength(20, 'must have at most 20 queries'))),
  EvaluationPeriods: integerBetween(1, 100_800),
  DatapointsToAlarm: v.optional(integerBetween(1, 100_800)),
  Threshold: numberSchema,
  ComparisonOperator: v.picklist(
    comparisonOperators,
    `must be one of ${comparisonOperators.join(', ')}: anomaly detection is not emulated`,
  ),
  TreatMissingData: v.optional(v.picklist(missingDataTreatments)),
  EvaluateLowSampleCountPercentile: v.optional(v.picklist(['evaluate', 'ignore'])),
};

const entries = v.strictObject(alarmEntries);
export type AlarmSettings = v.InferOutput<typeof entries>;

/** What an alarm watches: the value of one of these queries, for periods of so many seconds. */
export interface Watched {
  queries: MetricQueries;
  returned: string;
  period: number;
}

const ofOneMetric = [
  'Namespace',
  'MetricName',
  'Dimensions',
  'Period',
  'Unit',
  'Statistic',
  'ExtendedStatistic',
] as const;

/** What is wrong between several of the settings; undefined when nothing is. */
export function problemOfAlarm(settings: AlarmSettings): string | undefined {
  const problem = settings.Metrics ? problemOfQueries(settings) : problemOfMetric(settings);
  if (problem !== undefined) return problem;
  const { EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods } = settings;
  if (DatapointsToAlarm > EvaluationPeriods) return 'DatapointsToAlarm must not exceed EvaluationPeriods';
  const { period } = watchedBy(settings);
  if (period < 10) return 'Period must be 10, 20, 30 or a multiple of 60 for an alarm';
  // "For alarms with a period of less than one hour, the total evaluation period can't be longer than one day"
  const longest = period < 3_600 ? 86_400 : 604_800;
  return period * EvaluationPeriods > longest
    ? `Period times EvaluationPeriods must not exceed ${longest} seconds`
    : undefined;
}

function problemOfMetric(settings: AlarmSettings): string | undefined {
  const lacking = (['Namespace', 'MetricName', 'Period'] as const).find(
    (name) => settings[name] === undefined,
  );
  if (lacking) return `${lacking} must be there, unless there are Metrics`;
  if ((settings.Statistic === undefined) === (settings.ExtendedStatistic === undefined))
    return 'either Statistic or ExtendedStatistic must be there';
  return undefined;
}

function problemOfQueries({ Metrics = [], ...settings }: AlarmSettings): string | undefined {
  const extra = ofOneMetric.find((name) => settings[name] !== undefined);
  if (extra) return `${extra} must not be there beside Metrics`;
  const ids = Metrics.map(({ Id }) => Id);
  if (new Set(ids).size < ids.length) return 'each of Metrics must have an Id of its own';
  if (Metrics.filter(({ ReturnData }) => ReturnData).length !== 1)
    return 'exactly one of Metrics must have ReturnData true';
  const stats = Metrics.flatMap(({ MetricStat }) => MetricStat ?? []);
  if (stats.length === 0) return 'at least one of Metrics must have a MetricStat';
  if (stats.length > 10) return 'Metrics must have at most 10 metrics';
  if (new Set(stats.map(({ Period }) => Period)).size > 1) return 'all of Metrics must have the same Period';
  const problem = new MetricQueries(Metrics).problem;
  return problem && `Metrics: ${problem}`;
}

/** For settings without a problem. */
export function watchedBy(settings: AlarmSettings): Watched {
  const { Metrics } = settings;
  if (Metrics) {
    const queries = new MetricQueries(Metrics);
    const returned = Metrics.find(({ ReturnData }) => ReturnData)?.Id ?? '';
    return {
      queries,
      returned,
      period: Metrics.flatMap(({ MetricStat }) => MetricStat ?? [])[0]?.Period ?? 60,
    };
  }
  const { Namespace = '', MetricName = '', Dimensions = [], Period = 60, Unit } = settings;
  const Stat = settings.Statistic ?? settings.ExtendedStatistic ?? '';
  const query = {
    Id: 'm1',
    MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period, Stat, Unit },
    ReturnData: true,
  };
  return { queries: new MetricQueries([query]), returned: query.Id, period: Period };
}
