import { GetMetricDataCommand, ListMetricsCommand, type Metric } from '@aws-sdk/client-cloudwatch';
import { pad } from '../terminal/text.ts';
import type { World } from './world.ts';

interface Watched {
  namespace: string;
  metric: string;
  stat: string;
  /** Its line. */
  label: string;
  /** Part of a dimension's value, where several resources publish the metric. */
  of?: string;
}

const watched: Watched[] = [
  { label: 'Api         requests', namespace: 'AWS/ApiGateway', metric: 'Count', stat: 'Sum' },
  { label: 'Api         answered 4xx', namespace: 'AWS/ApiGateway', metric: '4xx', stat: 'Sum' },
  { label: 'Api         answered 5xx', namespace: 'AWS/ApiGateway', metric: '5xx', stat: 'Sum' },
  ...queueMetrics('OrderQueue', [
    ['sent', 'NumberOfMessagesSent', 'Sum'],
    ['received', 'NumberOfMessagesReceived', 'Sum'],
    ['deleted', 'NumberOfMessagesDeleted', 'Sum'],
    ['visible', 'ApproximateNumberOfMessagesVisible', 'Maximum'],
    ['in flight', 'ApproximateNumberOfMessagesNotVisible', 'Maximum'],
    ['delayed', 'ApproximateNumberOfMessagesDelayed', 'Maximum'],
    ['oldest, s', 'ApproximateAgeOfOldestMessage', 'Maximum'],
  ]),
  ...queueMetrics('DeadLetters', [['visible', 'ApproximateNumberOfMessagesVisible', 'Maximum']]),
  ...functionMetrics([
    ['invocations', 'Invocations', 'Sum'],
    ['errors', 'Errors', 'Sum'],
    ['throttles', 'Throttles', 'Sum'],
    ['at once', 'ConcurrentExecutions', 'Maximum'],
    ['ms, average', 'Duration', 'Average'],
    ['ms, longest', 'Duration', 'Maximum'],
  ]),
  {
    label: 'Orders      write units',
    namespace: 'AWS/DynamoDB',
    metric: 'ConsumedWriteCapacityUnits',
    stat: 'Sum',
  },
  { label: 'Orders      throttled', namespace: 'AWS/DynamoDB', metric: 'WriteThrottleEvents', stat: 'Sum' },
  { label: 'Orders      5xx', namespace: 'AWS/DynamoDB', metric: 'SystemErrors', stat: 'Sum' },
];

function queueMetrics(of: string, all: [label: string, metric: string, stat: string][]): Watched[] {
  return all.map(([label, metric, stat]) => ({
    label: `${pad(of, 11)} ${label}`,
    namespace: 'AWS/SQS',
    metric,
    stat,
    of,
  }));
}

function functionMetrics(all: [label: string, metric: string, stat: string][]): Watched[] {
  return all.map(([label, metric, stat]) => ({
    label: `${pad('Worker', 11)} ${label}`,
    namespace: 'AWS/Lambda',
    metric,
    stat,
  }));
}

const shownMinutes = 6;
const labelColumns = 24;
const columns = 9;

/** The last minutes of CloudWatch as a table, the newest on the right; a dot where nothing was measured. */
export async function metricLines({ target, minuteMs, openedAt }: World): Promise<string[]> {
  const { cloudWatch } = target.clients;
  const { Metrics = [] } = await cloudWatch.send(new ListMetricsCommand({}));
  const found = watched.map((each) => metricOf(each, Metrics));
  const queries = found.flatMap((Metric, index) =>
    Metric === undefined
      ? []
      : [
          {
            Id: `m${index}`,
            MetricStat: { Metric, Period: 60, Stat: (watched[index] as Watched).stat },
          },
        ],
  );
  // CloudWatch's clock is ahead of ours: its minutes are short.
  const elapsed = Date.now() - openedAt;
  const EndTime = new Date(openedAt + (elapsed * 60_000) / minuteMs + 120_000);
  const { MetricDataResults = [] } = await cloudWatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(EndTime.getTime() - (shownMinutes + 4) * 60_000),
      EndTime,
      MetricDataQueries: queries,
    }),
  );
  const valuesById = new Map(
    MetricDataResults.map(({ Id, Timestamps = [], Values = [] }) => [
      Id,
      new Map(Timestamps.map((at, index) => [at.getTime(), Values[index]])),
    ]),
  );
  const minutes = [...new Set([...valuesById.values()].flatMap((values) => [...values.keys()]))]
    .sort((a, b) => a - b)
    .slice(-shownMinutes);
  if (minutes.length === 0) return ['No minute has ended yet.'];
  const header = minutes.map((_, index) => {
    const ago = minutes.length - 1 - index;
    return pad(ago === 0 ? 'last' : `${ago} before`, columns, 'right');
  });
  return [
    pad('minute', labelColumns) + header.join(''),
    ...watched.map(({ label }, index) => {
      const values = valuesById.get(`m${index}`);
      return (
        pad(label, labelColumns) + minutes.map((at) => pad(shown(values?.get(at)), columns, 'right')).join('')
      );
    }),
  ];
}

function metricOf({ namespace, metric, of }: Watched, all: readonly Metric[]): Metric | undefined {
  return all.find(
    ({ Namespace, MetricName, Dimensions = [] }) =>
      Namespace === namespace &&
      MetricName === metric &&
      Dimensions.length === 1 &&
      Dimensions[0]?.Name !== 'Stage' &&
      (of === undefined || Dimensions[0]?.Value?.includes(of)),
  );
}

function shown(value: number | undefined): string {
  return value === undefined ? '·' : String(Math.round(value));
}
