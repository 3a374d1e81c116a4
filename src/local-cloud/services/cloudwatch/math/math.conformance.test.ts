import assert from 'node:assert/strict';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { compute } from './compute.ts';
import { readExpression } from './expression.ts';
import type { TimeSeries } from './values.ts';

const behaviour = behavioursOf('CloudWatch', import.meta.filename);
const page = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html';
const none = undefined;

/** Monday, November 30, 2026, 23:58. */
const monday = Date.UTC(2026, 10, 30, 23, 58);

/** What an expression gives of these metrics, for one minute after the other. */
function worked(metrics: Record<string, TimeSeries>) {
  const [{ length } = []] = Object.values(metrics);
  return (expression: string): TimeSeries =>
    compute(readExpression(expression), {
      series: (id) => metrics[id] ?? [],
      metrics: (idPart) =>
        Object.entries(metrics).flatMap(([id, each]) => (id.includes(idPart) ? [each] : [])),
      period: 60,
      starts: Array.from({ length }, (_, minute) => monday + minute * 60_000),
    });
}

behaviour(
  'metric math takes a missing value for 0 where another metric has one, and drops what is divided by zero',
  { source: `${page}#metric-math-syntax-arithmetic` },
  () => {
    const of = worked({ m1: [4, none, 6, none], m2: [2, 3, none, none] });
    assert.deepEqual(of('m1 + m2'), [6, 3, 6, none]);
    assert.deepEqual(of('m1 - m2'), [2, -3, 6, none]);
    assert.deepEqual(of('m1 / m2'), [2, 0, none, none]);
    assert.deepEqual(of('m1 * 10'), [40, none, 60, none]);
    assert.deepEqual(of('-m1'), [-4, none, -6, none]);
  },
);

behaviour(
  'comparisons and logical operators of metric math give 1 and 0, and take a missing value for 0',
  { source: `${page}#metric-math-syntax-operators` },
  () => {
    const of = worked({ metric1: [30, 20, 0, 0], metric2: [20, none, 20, none] });
    assert.deepEqual(of('metric1 < metric2'), [0, 0, 1, 0]);
    assert.deepEqual(of('metric1 >= 30'), [1, 0, 0, 0]);
    assert.deepEqual(of('metric1 > 15 AND metric2 > 15'), [1, 0, 0, 0]);
  },
);

behaviour(
  'IF gives 0 where its condition is true and its metric has no value, and nothing where the condition has none',
  { source: `${page}#using-IF-expressions` },
  () => {
    const of = worked({
      metric1: [1, 1, 0, 0, none],
      metric2: [30, none, 0, 0, 30],
      metric3: [0, 0, 20, none, 20],
    });
    assert.deepEqual(of('IF(metric1, metric2, metric3)'), [30, 0, 20, none, none]);
    assert.deepEqual(of('IF(metric1, 5, metric3)'), [5, 5, 20, none, none]);
    assert.deepEqual(of('IF(metric1, metric2, 5)'), [30, 0, 5, 5, none]);
    assert.deepEqual(of('IF(metric1, metric2)'), [30, 0, none, none, none]);
  },
);

behaviour(
  'METRICS gives all metrics of a request, or those with a text in their id, and a function changes each of a list',
  { source: `${page}#metric-math-syntax-metrics-function` },
  () => {
    const of = worked({ errors4xx: [1, none], errors5xx: [2, 4], requests: [30, 40] });
    assert.deepEqual(of('SUM(METRICS("errors"))'), [3, 4]);
    assert.deepEqual(of('SUM([METRICS("4xx"), METRICS("5xx")])'), [3, 4]);
    assert.deepEqual(of('SUM(METRICS("errors")) / SUM(METRICS("requests")) * 100'), [10, 10]);
    assert.deepEqual(of('MAX(METRICS() / 10)'), [3, 4]);
    assert.deepEqual(of('SUM(FILL(METRICS("errors"), 10))'), [3, 14]);
    // "Missing values are treated as 0."
    assert.deepEqual(of('AVG([errors4xx, errors5xx])'), [1.5, 2]);
    assert.deepEqual(of('requests / METRIC_COUNT(METRICS())'), [10, 40 / 3]);
    assert.deepEqual(of('DATAPOINT_COUNT(METRICS())'), [3, 2]);
    assert.throws(() => of('METRICS() * METRICS()'), /operates on two lists at once/);
  },
);

behaviour(
  'FILL takes a number, the value before, or a straight line for what is missing',
  { source: `${page}#metric-math-syntax-functions-list` },
  () => {
    const of = worked({ m1: [none, 2, none, none, 8, none] });
    assert.deepEqual(of('FILL(m1, 0)'), [0, 2, 0, 0, 8, 0]);
    assert.deepEqual(of('FILL(m1, REPEAT)'), [none, 2, 2, 2, 8, 8]);
    assert.deepEqual(of('FILL(m1, LINEAR)'), [none, 2, 4, 6, 8, none]);
    assert.deepEqual(of('FILL(m1, MIN(m1))'), [2, 2, 2, 2, 8, 2]);
  },
);

behaviour(
  'DIFF, DIFF_TIME, RATE and RUNNING_SUM look at the values before',
  { source: `${page}#metric-math-syntax-functions-list` },
  () => {
    const of = worked({ m1: [60, none, 180, 120] });
    assert.deepEqual(of('DIFF(m1)'), [none, none, 120, -60]);
    assert.deepEqual(of('DIFF_TIME(m1)'), [none, none, 120, 60]);
    assert.deepEqual(of('RATE(m1)'), [none, none, 1, -1]);
    assert.deepEqual(of('RUNNING_SUM(m1)'), [60, none, 240, 360]);
    assert.deepEqual(of('TIME_SERIES(MAX(m1))'), [180, 180, 180, 180]);
  },
);

behaviour(
  'a list of metrics is sorted, cut and asked for its first and last',
  { source: `${page}#metric-math-syntax-functions-list` },
  () => {
    const of = worked({ low: [1, 2], high: [10, 30], middle: [9, 9], empty: [none, none] });
    assert.deepEqual(of('FIRST(SORT(METRICS(), AVG, DESC))'), [10, 30]);
    assert.deepEqual(of('LAST(SORT(METRICS(), MIN, DESC, 2))'), [9, 9]);
    assert.deepEqual(of('SUM(SLICE(SORT(METRICS(), MAX, ASC), 1, 3))'), [19, 39]);
    assert.deepEqual(of('TIME_SERIES(METRIC_COUNT(REMOVE_EMPTY(METRICS())))'), [3, 3]);
    assert.throws(
      () => of('SORT(METRICS(), MEDIAN, DESC)'),
      /must give SORT a list, one of AVG, MIN, MAX and SUM/,
    );
  },
);

behaviour(
  'functions of time give the UTC minute, hour, day and so on of every period; a week begins on Monday',
  { source: `${page}#metric-math-syntax-functions-list` },
  () => {
    const of = worked({ m1: [1, none, 3] });
    assert.deepEqual(of('MINUTE(m1)'), [58, 59, 0]);
    assert.deepEqual(of('HOUR(m1)'), [23, 23, 0]);
    assert.deepEqual(of('DAY(m1)'), [1, 1, 2]);
    assert.deepEqual(of('DATE(m1)'), [30, 30, 1]);
    assert.deepEqual(of('MONTH(m1)'), [11, 11, 12]);
    assert.deepEqual(of('YEAR(m1)'), [2026, 2026, 2026]);
    assert.deepEqual(
      of('EPOCH(m1)'),
      [0, 60, 120].map((seconds) => monday / 1_000 + seconds),
    );
    assert.deepEqual(of('IF(MINUTE(m1) == 58, m1)'), [1, none, none]);
  },
);
