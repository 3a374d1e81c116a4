import assert from 'node:assert/strict';
import { behavioursOf } from '../../testing/behaviour.ts';
import { Alarm } from './alarm.ts';
import { type AlarmSettings, problemOfAlarm } from './alarm-settings.ts';
import { alarmArn } from './cloudwatch.ts';
import { MetricStore } from './metric-store.ts';

const behaviour = behavioursOf('CloudWatch', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring';
const minute = 60_000;
const start = Date.parse('2026-11-29T12:00:00Z');
const errors = { namespace: 'Shop', name: 'Errors', dimensions: {} };

/** An alarm when `Errors` of `Shop` reach 3 in a minute, and what happens to it. */
function watched(settings: Partial<AlarmSettings> = {}) {
  const store = new MetricStore();
  const alarm = new Alarm({
    name: 'TooManyErrors',
    logicalId: 'Alarm',
    arn: alarmArn('TooManyErrors'),
    at: start,
    settings: {
      ActionsEnabled: true,
      OKActions: [],
      AlarmActions: [],
      InsufficientDataActions: [],
      Namespace: 'Shop',
      MetricName: 'Errors',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 3,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      ...settings,
    },
  });
  assert.equal(problemOfAlarm(alarm.settings), undefined);
  return {
    alarm,
    store,
    /** Values that are measured in the minute of this number. */
    put: (inMinute: number, ...values: number[]) => {
      for (const value of values)
        store.record({ ...errors, unit: 'Count', at: start + inMinute * minute + 30_000 }, (to) =>
          to.add(value),
        );
    },
    /** The state after the minute of this number. */
    after: (ofMinute: number) => {
      alarm.evaluate(start + (ofMinute + 1) * minute, store);
      return alarm.state;
    },
  };
}

behaviour(
  'an alarm begins in INSUFFICIENT_DATA and goes to OK and ALARM by its data points, each of one period',
  { source: `${guide}/alarm-evaluation.html` },
  () => {
    const { alarm, put, after } = watched();
    assert.equal(alarm.state, 'INSUFFICIENT_DATA');
    put(0, 1, 1);
    assert.equal(after(0), 'OK');
    put(1, 1, 1, 1);
    assert.equal(after(1), 'ALARM');
    assert.match(
      alarm.reason.text,
      /^Threshold Crossed: 1 out of the last 1 datapoints \[3\.0 \(29\/11\/26 12:01:00\)\] was greater than or equal to the threshold \(3\.0\) \(minimum 1 datapoint for OK -> ALARM transition\)\.$/,
    );
    put(2, 2);
    assert.equal(after(2), 'OK');
    assert.deepEqual(
      alarm.history.map(({ summary }) => summary),
      [
        'Alarm updated from INSUFFICIENT_DATA to OK',
        'Alarm updated from OK to ALARM',
        'Alarm updated from ALARM to OK',
      ],
    );
  },
);

behaviour(
  'all of the last three data points have to breach: AWS’s figure of nine periods',
  { source: `${guide}/alarm-evaluation.html` },
  () => {
    const { put, after } = watched({
      EvaluationPeriods: 3,
      DatapointsToAlarm: 3,
      ComparisonOperator: 'GreaterThanThreshold',
    });
    const states = [1, 2, 4, 5, 6, 2, 1, 2, 5, 2].map((value, place) => {
      put(place, value);
      return after(place);
    });
    assert.deepEqual(states, ['OK', 'OK', 'OK', 'OK', 'ALARM', 'OK', 'OK', 'OK', 'OK', 'OK']);
  },
);

behaviour(
  'with M out of N the breaching data points need not be consecutive',
  { source: `${guide}/alarm-evaluation.html` },
  () => {
    const { put, after } = watched({ EvaluationPeriods: 4, DatapointsToAlarm: 2 });
    for (const [place, value] of [0, 5, 0, 0].entries()) put(place, value);
    assert.equal(after(3), 'OK');
    put(4, 9);
    assert.equal(after(4), 'ALARM');
    put(5, 0);
    assert.equal(after(5), 'OK');
  },
);

behaviour(
  'an alarm with a period of several minutes is evaluated every minute, on the minutes before',
  { source: `${guide}/alarm-evaluation.html` },
  () => {
    const { alarm, put, after } = watched({ Period: 300 });
    assert.equal(alarm.intervalMs, minute);
    put(0, 1);
    put(4, 2);
    assert.equal(after(4), 'ALARM');
    // Minutes 1 to 5.
    assert.equal(after(5), 'OK');
  },
);

behaviour(
  'alarms with a period of 10, 20 or 30 seconds are evaluated every ten seconds, those over more than a day every hour',
  { source: `${guide}/alarm-evaluation.html` },
  () => {
    assert.equal(watched({ Period: 10 }).alarm.intervalMs, 10_000);
    assert.equal(watched({ Period: 3_600, EvaluationPeriods: 48 }).alarm.intervalMs, 60 * minute);
  },
);

behaviour(
  'alarms on metrics of DynamoDB keep their state when data is missing, unless they say otherwise',
  {
    source: `${guide}/alarms-and-missing-data.html`,
    note: 'The reference of PutMetricAlarm says that they do so whatever they say; the guide, that they may say otherwise.',
  },
  () => {
    assert.equal(watched({ Namespace: 'AWS/DynamoDB' }).alarm.missingData, 'ignore');
    assert.equal(watched({ Namespace: 'AWS/SQS' }).alarm.missingData, 'missing');
    assert.equal(
      watched({ Namespace: 'AWS/DynamoDB', TreatMissingData: 'notBreaching' }).alarm.missingData,
      'notBreaching',
    );
  },
);

behaviour(
  'each comparison operator compares the statistic, as the first operand, with the threshold',
  { source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html' },
  () => {
    const states = (ComparisonOperator: AlarmSettings['ComparisonOperator']) =>
      [2, 3, 4].map((value) => {
        const { put, after } = watched({ ComparisonOperator });
        put(0, value);
        return after(0);
      });
    assert.deepEqual(states('GreaterThanOrEqualToThreshold'), ['OK', 'ALARM', 'ALARM']);
    assert.deepEqual(states('GreaterThanThreshold'), ['OK', 'OK', 'ALARM']);
    assert.deepEqual(states('LessThanThreshold'), ['ALARM', 'OK', 'OK']);
    assert.deepEqual(states('LessThanOrEqualToThreshold'), ['ALARM', 'ALARM', 'OK']);
  },
);

behaviour(
  'an alarm on a percentile can wait for enough samples: a p90 needs a hundred',
  { source: `${guide}/percentiles-with-low-samples.html` },
  () => {
    const percentile = { Statistic: undefined, ExtendedStatistic: 'p90' };
    const eager = watched(percentile);
    const patient = watched({ ...percentile, EvaluateLowSampleCountPercentile: 'ignore' });
    for (const { put } of [eager, patient]) put(0, 1, 2, 50);
    assert.equal(eager.after(0), 'ALARM');
    assert.equal(patient.after(0), 'INSUFFICIENT_DATA');
    patient.put(1, ...Array.from({ length: 100 }, () => 4));
    assert.equal(patient.after(1), 'ALARM');
  },
);

behaviour(
  'an alarm can watch an expression of several metrics; a division by zero is a missing data point',
  { source: `${guide}/using-metric-math.html` },
  () => {
    const stat = (MetricName: string) => ({
      Metric: { Namespace: 'Shop', MetricName, Dimensions: [] },
      Period: 60,
      Stat: 'Sum',
    });
    const { put, after, store } = watched({
      Namespace: undefined,
      MetricName: undefined,
      Statistic: undefined,
      Period: undefined,
      Threshold: 10,
      Metrics: [
        { Id: 'errors', MetricStat: stat('Errors'), ReturnData: false },
        { Id: 'requests', MetricStat: stat('Requests'), ReturnData: false },
        { Id: 'rate', Expression: '100 * errors / requests', ReturnData: true },
      ],
    });
    const requests = (inMinute: number, count: number) =>
      store.record({ ...errors, name: 'Requests', unit: 'Count', at: start + inMinute * minute }, (to) =>
        to.add(count),
      );
    put(0, 0);
    requests(0, 0);
    assert.equal(after(0), 'INSUFFICIENT_DATA');
    put(1, 5);
    requests(1, 100);
    assert.equal(after(1), 'OK');
    put(2, 10);
    requests(2, 100);
    assert.equal(after(2), 'ALARM');
  },
);

behaviour(
  'an alarm that cannot be is refused: periods, data points and metrics have to fit together',
  { source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html' },
  () => {
    const { settings } = watched().alarm;
    const problem = (change: Partial<AlarmSettings>) => problemOfAlarm({ ...settings, ...change });
    assert.match(problem({ Period: 5 }) ?? '', /Period must be 10, 20, 30/);
    assert.match(problem({ Period: 60, EvaluationPeriods: 1_441 }) ?? '', /86400 seconds/);
    assert.match(problem({ Period: 3_600, EvaluationPeriods: 169 }) ?? '', /604800 seconds/);
    assert.match(problem({ DatapointsToAlarm: 2 }) ?? '', /must not exceed EvaluationPeriods/);
    assert.match(problem({ ExtendedStatistic: 'p99' }) ?? '', /either Statistic or ExtendedStatistic/);
    assert.match(problem({ MetricName: undefined }) ?? '', /MetricName must be there/);
    const query = (Expression: string) => ({
      ...Object.fromEntries(
        ['Namespace', 'MetricName', 'Period', 'Statistic'].map((name) => [name, undefined]),
      ),
      Metrics: [
        {
          Id: 'm1',
          MetricStat: {
            Metric: { Namespace: 'Shop', MetricName: 'Errors', Dimensions: [] },
            Period: 60,
            Stat: 'Sum',
          },
          ReturnData: false,
        },
        { Id: 'e1', Expression, ReturnData: true },
      ],
    });
    assert.equal(problem(query('IF(m1 > 3, m1, 0)')), undefined);
    assert.match(problem(query('m2 * 2')) ?? '', /names m2, which is not there/);
    assert.match(problem(query('ANOMALY_DETECTION_BAND(m1, 2)')) ?? '', /not emulated: there are ABS/);
    assert.match(problem(query('SUM(m1)')) ?? '', /must give a time series/);
    assert.match(problem(query('SELECT SUM(Errors) FROM Shop')) ?? '', /Metrics Insights/);
    assert.match(problem(query('m1 +')) ?? '', /ends too early/);
    assert.match(problem(query('e1 + 1')) ?? '', /depends on itself/);
  },
);
