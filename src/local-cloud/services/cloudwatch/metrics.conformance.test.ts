import assert from 'node:assert/strict';
import {
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  type MetricDataQuery,
  type MetricDatum,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { account } from '../../kernel/account.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startMetrics } from '../../testing/metrics.ts';
import { functionResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('CloudWatch', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring';
const api = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference';

/** The beginning of the minute so many minutes ago. */
const minutesAgo = (minutes: number) => new Date((Math.floor(Date.now() / 60_000) - minutes) * 60_000);

async function startShop(t: Parameters<typeof startMetrics>[0]) {
  const { cloudWatch } = await startMetrics(t, {}, { timeScale: 1 });
  const put = (...MetricData: MetricDatum[]) =>
    cloudWatch.send(new PutMetricDataCommand({ Namespace: 'Shop', MetricData }));
  const read = (more: Partial<GetMetricStatisticsCommand['input']> = {}) =>
    cloudWatch.send(
      new GetMetricStatisticsCommand({
        Namespace: 'Shop',
        MetricName: 'Latency',
        StartTime: minutesAgo(10),
        EndTime: minutesAgo(0),
        Period: 60,
        Statistics: ['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum'],
        ...more,
      }),
    );
  return { cloudWatch, put, read };
}

behaviour(
  'values of a minute are gathered to their count, sum, average, minimum and maximum',
  { source: `${guide}/Statistics-definitions.html` },
  async (t) => {
    const { put, read } = await startShop(t);
    const Timestamp = minutesAgo(5);
    await put(
      { MetricName: 'Latency', Value: 10, Unit: 'Milliseconds', Timestamp },
      { MetricName: 'Latency', Values: [20, 30], Counts: [2, 1], Unit: 'Milliseconds', Timestamp },
      {
        MetricName: 'Latency',
        StatisticValues: { SampleCount: 2, Sum: 100, Minimum: 1, Maximum: 99 },
        Unit: 'Milliseconds',
        Timestamp,
      },
    );
    const { Label, Datapoints } = await read();
    assert.equal(Label, 'Latency');
    assert.deepEqual(Datapoints, [
      { Timestamp, SampleCount: 6, Sum: 180, Average: 30, Minimum: 1, Maximum: 99, Unit: 'Milliseconds' },
    ]);
  },
);

behaviour(
  'a percentile is told of values, not of statistics of several values',
  {
    source: `${guide}/Statistics-definitions.html`,
    fidelity: 'modelled',
    note: 'AWS does not say how it interpolates: here it is in proportion between the two nearest values.',
  },
  async (t) => {
    const { put, read } = await startShop(t);
    const Timestamp = minutesAgo(5);
    const percentiles = { Statistics: undefined, ExtendedStatistics: ['p50', 'p90'] };
    const Values = Array.from({ length: 101 }, (_, place) => place);
    await put({ MetricName: 'Latency', Values, Timestamp });
    const { Datapoints } = await read(percentiles);
    assert.deepEqual(Datapoints?.[0]?.ExtendedStatistics, { p50: 50, p90: 90 });
    await put({
      MetricName: 'Latency',
      StatisticValues: { SampleCount: 2, Sum: 3, Minimum: 1, Maximum: 2 },
      Timestamp,
    });
    assert.deepEqual((await read(percentiles)).Datapoints?.[0]?.ExtendedStatistics, {});
  },
);

behaviour(
  'a metric with a negative value has no percentiles, and one with several units has data points of each',
  { source: `${api}/API_GetMetricStatistics.html` },
  async (t) => {
    const { put, read } = await startShop(t);
    const [Timestamp, later] = [minutesAgo(5), minutesAgo(4)];
    await put(
      { MetricName: 'Latency', Values: [-1, 2], Unit: 'Milliseconds', Timestamp },
      { MetricName: 'Latency', Value: 3, Unit: 'Milliseconds', Timestamp: later },
      { MetricName: 'Latency', Value: 4, Unit: 'Seconds', Timestamp: later },
    );
    const { Datapoints = [] } = await read({ Statistics: undefined, ExtendedStatistics: ['p50'] });
    assert.deepEqual(
      Datapoints.map(({ ExtendedStatistics, Unit }) => [ExtendedStatistics?.p50, Unit]),
      [
        [undefined, 'Milliseconds'],
        [3, 'Milliseconds'],
        [4, 'Seconds'],
      ],
    );
    const seconds = await read({ Unit: 'Seconds' });
    assert.deepEqual(
      seconds.Datapoints?.map(({ Sum }) => Sum),
      [4],
    );
  },
);

behaviour(
  'metrics with other dimensions are other metrics, and are listed each',
  { source: `${guide}/cloudwatch_concepts.html` },
  async (t) => {
    const { cloudWatch, put, read } = await startShop(t);
    const Timestamp = minutesAgo(5);
    const path = (Value: string) => [{ Name: 'Path', Value }];
    await put(
      { MetricName: 'Latency', Value: 1, Timestamp, Dimensions: path('sync') },
      { MetricName: 'Latency', Value: 2, Timestamp, Dimensions: path('queued') },
    );
    assert.deepEqual((await read()).Datapoints, []);
    assert.equal((await read({ Dimensions: path('queued') })).Datapoints?.[0]?.Sum, 2);
    const list = async (Dimensions: { Name: string; Value?: string }[]) =>
      (await cloudWatch.send(new ListMetricsCommand({ Namespace: 'Shop', Dimensions }))).Metrics;
    assert.equal((await list([{ Name: 'Path' }]))?.length, 2);
    assert.deepEqual(await list(path('sync')), [
      { Namespace: 'Shop', MetricName: 'Latency', Dimensions: path('sync') },
    ]);
  },
);

behaviour(
  'metrics of this account are listed, and those of linked accounts are refused by name',
  {
    source: `${api}/API_ListMetrics.html`,
    fidelity: 'differs',
    note: 'There are no other accounts: on AWS a monitoring account gets metrics of others.',
  },
  async (t) => {
    const { cloudWatch, put } = await startShop(t);
    await put({ MetricName: 'Latency', Value: 1, Timestamp: minutesAgo(5) });
    const list = async (IncludeLinkedAccounts: boolean) =>
      (await cloudWatch.send(new ListMetricsCommand({ Namespace: 'Shop', IncludeLinkedAccounts }))).Metrics;
    assert.equal((await list(false))?.length, 1);
    await assert.rejects(list(true), {
      message: 'IncludeLinkedAccounts is not emulated in this call: leave it out.',
    });
  },
);

behaviour(
  'GetMetricData gives metrics and expressions of them, the newest value first',
  { source: `${api}/API_GetMetricData.html` },
  async (t) => {
    const { cloudWatch, put } = await startShop(t);
    const [early, late] = [minutesAgo(5), minutesAgo(4)];
    await put(
      { MetricName: 'Errors', Value: 1, Timestamp: early },
      { MetricName: 'Requests', Value: 4, Timestamp: early },
      { MetricName: 'Errors', Value: 3, Timestamp: late },
      { MetricName: 'Requests', Value: 4, Timestamp: late },
    );
    const stat = (MetricName: string) => ({
      Metric: { Namespace: 'Shop', MetricName },
      Period: 60,
      Stat: 'Sum',
    });
    const { MetricDataResults } = await cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: minutesAgo(10),
        EndTime: minutesAgo(0),
        MetricDataQueries: [
          { Id: 'errors', MetricStat: stat('Errors') },
          { Id: 'requests', MetricStat: stat('Requests'), ReturnData: false },
          { Id: 'rate', Expression: '100 * errors / requests', Label: 'Error rate' },
          { Id: 'filled', Expression: 'SUM([FILL(errors, 0), 1 * FILL(requests, 0)])', ReturnData: false },
        ],
      }),
    );
    assert.deepEqual(MetricDataResults, [
      { Id: 'errors', Label: 'Errors', Timestamps: [late, early], Values: [3, 1], StatusCode: 'Complete' },
      {
        Id: 'rate',
        Label: 'Error rate',
        Timestamps: [late, early],
        Values: [75, 25],
        StatusCode: 'Complete',
      },
    ]);
  },
);

behaviour(
  'only high-resolution metrics can be looked at by the second',
  { source: `${guide}/publishingMetrics.html#high-resolution-metrics` },
  async (t) => {
    const { put, read } = await startShop(t);
    const Timestamp = new Date(minutesAgo(5).getTime() + 13_000);
    const tenSeconds = {
      Period: 10,
      StartTime: minutesAgo(5),
      EndTime: minutesAgo(4),
      Statistics: ['Sum' as const],
    };
    await put(
      { MetricName: 'Latency', Value: 5, Timestamp, StorageResolution: 1 },
      { MetricName: 'Slow', Value: 5, Timestamp },
    );
    assert.deepEqual((await read(tenSeconds)).Datapoints, [
      { Timestamp: new Date(minutesAgo(5).getTime() + 10_000), Sum: 5, Unit: 'None' },
    ]);
    assert.deepEqual((await read({ ...tenSeconds, MetricName: 'Slow' })).Datapoints, []);
  },
);

behaviour(
  'PutMetricData takes a thousand metrics in one call, which the SDK compresses, and refuses what cannot be measured',
  { source: `${api}/API_PutMetricData.html` },
  async (t) => {
    const { put, read } = await startShop(t);
    const Timestamp = minutesAgo(5);
    await put(...Array.from({ length: 1_000 }, (_, Value) => ({ MetricName: 'Latency', Value, Timestamp })));
    assert.equal((await read()).Datapoints?.[0]?.SampleCount, 1_000);
    await assert.rejects(
      put({ MetricName: 'Latency' }),
      /must have one of Value, Values and StatisticValues/,
    );
    await assert.rejects(put({ MetricName: 'Latency', Value: 1, Values: [1] }), /must have one of/);
    await assert.rejects(
      put({ MetricName: 'Latency', Value: 1, Timestamp: new Date(Date.now() + 3 * 3_600_000) }),
      /two hours ahead/,
    );
    await assert.rejects(put({ MetricName: 'Latency', Value: 2 ** 361 }), /ValidationException|MetricData/);
    await assert.rejects(read({ Period: 45 }), /multiple of 60/);
    await assert.rejects(
      read({ Statistics: undefined, ExtendedStatistics: ['tm90'] }),
      /trimmed and winsorized means, counts and ranks are not emulated/,
    );
  },
);

behaviour(
  'a function’s line in the embedded metric format becomes metrics, one for each set of dimensions',
  {
    source: `${guide}/CloudWatch_Embedded_Metric_Format_Specification.html`,
    fidelity: 'differs',
    note: 'The values count for the moment at which the line is written, not for the document’s Timestamp: the handler’s clock is the machine’s.',
  },
  async (t) => {
    const document = JSON.stringify({
      _aws: {
        Timestamp: 1_574_109_732_004,
        CloudWatchMetrics: [
          {
            Namespace: 'Orders',
            Dimensions: [['path'], []],
            Metrics: [{ Name: 'age', Unit: 'Milliseconds' }, { Name: 'lost' }],
          },
        ],
      },
      path: 'queued',
      age: [40, 60],
      orderId: 'a',
    });
    const { cloud, statistic } = await startMetrics(t, {
      Function: functionResource(
        `exports.handler = async () => { console.log(${JSON.stringify(document)}); console.log('{"_aws":'); };`,
      ),
    });
    const lambda = new LambdaClient({
      endpoint: cloud.endpoints.lambda,
      region: account.region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    t.after(() => lambda.destroy());
    await lambda.send(new InvokeCommand({ FunctionName: 'Test-Function' }));
    for (const dimensions of [{ path: 'queued' }, {}])
      assert.deepEqual(await statistic('Orders age', 'Average', dimensions), {
        value: 50,
        unit: 'Milliseconds',
      });
    assert.equal(await statistic('Orders lost', 'Sum', {}), undefined);
  },
);

behaviour(
  'a label is given as it was written; one with dynamic values, and a metric of another account, are refused',
  {
    source: `${guide}/graph-dynamic-labels.html`,
    fidelity: 'differs',
    note: 'AWS puts the values in; there is one account',
  },
  async (t) => {
    const { cloudWatch, put } = await startShop(t);
    await put({ MetricName: 'Latency', Value: 10, Timestamp: minutesAgo(5) });
    const ask = (more: Partial<MetricDataQuery>) =>
      cloudWatch.send(
        new GetMetricDataCommand({
          StartTime: minutesAgo(10),
          EndTime: minutesAgo(0),
          LabelOptions: { Timezone: '+0130' },
          MetricDataQueries: [
            {
              Id: 'a',
              MetricStat: { Metric: { Namespace: 'Shop', MetricName: 'Latency' }, Period: 60, Stat: 'Sum' },
              ...more,
            },
          ],
        }),
      );
    const { MetricDataResults } = await ask({ Label: 'Slowness in $', AccountId: account.id });
    assert.deepEqual(
      MetricDataResults?.map(({ Label, Values }) => ({ Label, Values })),
      [{ Label: 'Slowness in $', Values: [10] }],
    );
    await assert.rejects(ask({ Label: `max: \${MAX}` }), {
      message: `Error in MetricDataQueries: the Label of a has a dynamic value such as \${MAX}, which is not emulated: write a label without.`,
    });
    await assert.rejects(ask({ AccountId: '111122223333' }), {
      message: /AccountId: must be this account, 000000000000, or be left out: there is no other$/,
    });
  },
);
