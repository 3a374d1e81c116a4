import * as v from 'valibot';
import { ApiServerError, asByDefault } from '../../../http/api-server.ts';
import type { CloudWatch } from '../cloudwatch.ts';
import { ExpressionError } from '../math/expression.ts';
import {
  dimensionsSchema,
  MetricQueries,
  type MetricQuery,
  metricIdOf,
  metricNameSchema,
  metricQuerySchema,
  namespaceSchema,
  periodSchema,
  unitSchema,
} from '../metric-query.ts';
import { isStatistic, percentileOf, simpleStatistics, statisticMessage, statisticOf } from '../statistic.ts';
import { action, page, secondsOf, time } from './action.ts';

/** The periods of a request, the first beginning where it is rounded down to. */
function startsOf(from: number, to: number, period: number): number[] {
  if (from >= to)
    throw new ApiServerError(
      'ValidationException',
      'The parameter StartTime must be less than the parameter EndTime.',
    );
  // "Start time less than 15 days ago - Round down to the nearest whole minute", or to the period within a minute.
  const stepMs = Math.min(period, 60) * 1_000;
  const first = Math.floor(from / stepMs) * stepMs;
  const starts: number[] = [];
  for (let at = first; at < to; at += period * 1_000) starts.push(at);
  return starts;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/graph-dynamic-labels.html */
function problemOfLabels(queries: readonly MetricQuery[]): string | undefined {
  const dynamic = queries.filter(({ Label }) => Label?.includes('${'));
  if (dynamic.length === 0) return undefined;
  return `the Label of ${dynamic.map(({ Id }) => Id).join(', ')} has a dynamic value such as \${MAX}, which is not emulated: write a label without`;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
export const getMetricData = action(
  v.strictObject({
    MetricDataQueries: v.pipe(
      v.array(metricQuerySchema),
      v.minLength(1),
      v.maxLength(500, 'must have at most 500 queries'),
    ),
    StartTime: time,
    EndTime: time,
    NextToken: v.optional(v.string()),
    ScanBy: v.optional(v.picklist(['TimestampDescending', 'TimestampAscending']), 'TimestampDescending'),
    MaxDatapoints: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 100_800),
    // "The Timezone value affects a label only if you have a time-based dynamic expression in the label": these are refused.
    LabelOptions: v.optional(
      v.strictObject({
        Timezone: v.optional(
          v.pipe(v.string(), v.regex(/^[+-]\d{4}$/, 'must be + or - and four digits, as +0130')),
        ),
      }),
    ),
  }),
  ({ MetricDataQueries, StartTime, EndTime, NextToken, ScanBy, MaxDatapoints }, { store }) => {
    const queries = new MetricQueries(MetricDataQueries);
    const problem = queries.problem ?? problemOfLabels(MetricDataQueries);
    if (problem !== undefined)
      throw new ApiServerError('ValidationError', `Error in MetricDataQueries: ${problem}.`);
    const points = MetricDataQueries.filter(({ ReturnData }) => ReturnData).flatMap((query) => {
      const period = periodOf(query, queries);
      const starts = startsOf(StartTime, EndTime, period);
      const values = seriesOf(query, queries, { starts, period }, store);
      const found = starts.flatMap((at, place) => {
        const value = values[place];
        return value === undefined ? [] : [{ id: query.Id, at, value }];
      });
      return ScanBy === 'TimestampDescending' ? found.toReversed() : found;
    });
    const { items, next } = page(points, NextToken, MaxDatapoints);
    return {
      MetricDataResults: MetricDataQueries.filter(({ ReturnData }) => ReturnData).map((query) => {
        const own = items.filter(({ id }) => id === query.Id);
        return {
          Id: query.Id,
          Label: query.Label ?? query.MetricStat?.Metric.MetricName ?? query.Id,
          Timestamps: own.map(({ at }) => secondsOf(at)),
          Values: own.map(({ value }) => value),
          StatusCode: next.NextToken === undefined ? 'Complete' : 'PartialData',
        };
      }),
      Messages: [],
      ...next,
    };
  },
);

const seriesOf = (
  { Id }: MetricQuery,
  queries: MetricQueries,
  periods: { starts: number[]; period: number },
  store: CloudWatch['store'],
) => {
  try {
    return queries.series(Id, periods, store);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new ApiServerError('ValidationError', `Error in expression '${Id}': it ${error.message}.`);
  }
};

/** Of an expression the longest of its metrics. */
function periodOf({ Id, MetricStat, Period }: MetricQuery, queries: MetricQueries): number {
  if (MetricStat) return MetricStat.Period;
  return Math.max(Period ?? 0, ...queries.metricsOf(Id).map((each) => each.Period)) || 60;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html */
export const getMetricStatistics = action(
  v.strictObject({
    Namespace: namespaceSchema,
    MetricName: metricNameSchema,
    Dimensions: v.optional(dimensionsSchema, []),
    StartTime: time,
    EndTime: time,
    Period: periodSchema,
    Statistics: v.optional(v.pipe(v.array(v.picklist(simpleStatistics)), v.minLength(1), v.maxLength(5))),
    ExtendedStatistics: v.optional(
      v.pipe(
        v.array(v.pipe(v.string(), v.check(isStatistic, statisticMessage))),
        v.minLength(1),
        v.maxLength(10),
      ),
    ),
    Unit: v.optional(unitSchema),
  }),
  (input, { store }) => {
    const { MetricName, StartTime, EndTime, Period, Statistics, ExtendedStatistics, Unit } = input;
    if ((Statistics === undefined) === (ExtendedStatistics === undefined))
      throw new ApiServerError(
        Statistics ? 'InvalidParameterCombination' : 'MissingParameter',
        'At least one of the parameters Statistics and ExtendedStatistics must be specified, and not both.',
      );
    const starts = startsOf(StartTime, EndTime, Period);
    // "maximum number of data points returned from a single call is 1,440"
    if (starts.length > 1_440)
      throw new ApiServerError(
        'InvalidParameterCombination',
        `You have requested up to ${starts.length} datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
      );
    const metric = metricIdOf(input);
    // "all data that was collected with any unit is returned, along with the corresponding units"
    const units = Unit === undefined ? store.unitsOf(metric) : [Unit];
    const Datapoints = starts.flatMap((at) =>
      units.flatMap((unit) => {
        const values = store.values(metric, { from: at, to: at + Period * 1_000, unit });
        if (!values) return [];
        const extended = (ExtendedStatistics ?? []).map((each) => [each, statisticOf(values, each)] as const);
        return {
          Timestamp: secondsOf(at),
          ...Object.fromEntries((Statistics ?? []).map((each) => [each, statisticOf(values, each)])),
          ...(extended.some(([each]) => percentileOf(each) !== undefined) && {
            ExtendedStatistics: Object.fromEntries(extended.filter(([, value]) => value !== undefined)),
          }),
          Unit: unit,
        };
      }),
    );
    return { Label: MetricName, Datapoints };
  },
);

/** "Up to 500 results are returned for any one call." https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html */
export const listMetrics = action(
  v.strictObject({
    Namespace: v.optional(namespaceSchema),
    MetricName: v.optional(metricNameSchema),
    Dimensions: v.optional(v.array(v.strictObject({ Name: v.string(), Value: v.optional(v.string()) })), []),
    NextToken: v.optional(v.string()),
    RecentlyActive: v.optional(v.picklist(['PT3H'], 'must be PT3H')),
    IncludeLinkedAccounts: asByDefault(false),
  }),
  ({ Namespace, MetricName, Dimensions, NextToken, RecentlyActive }, { store, now }) => {
    const found = [...store.all()].filter(
      ({ namespace, name, dimensions, lastAt }) =>
        (Namespace === undefined || namespace === Namespace) &&
        (MetricName === undefined || name === MetricName) &&
        Dimensions.every(
          ({ Name, Value }) => Name in dimensions && (Value === undefined || dimensions[Name] === Value),
        ) &&
        (RecentlyActive === undefined || lastAt > now - 3 * 3_600_000),
    );
    const { items, next } = page(found, NextToken, 500);
    return {
      Metrics: items.map(({ namespace, name, dimensions }) => ({
        Namespace: namespace,
        MetricName: name,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      })),
      ...next,
    };
  },
);
