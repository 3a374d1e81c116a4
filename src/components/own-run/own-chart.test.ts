import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { CompareChartData } from '#content/chart.ts';
import type { Evidence } from '#content/evidence.ts';
import { compareChart } from '../../plugins/references/kinds/compare-chart.ts';
import { ownChart } from './own-chart.ts';

const file = 'labs/two-paths/evidence/same-burst.local.json';
const text = readFileSync(file, 'utf8');
const place = { root: '.', page: '', file, read: () => '', list: () => [] };
const chartOf = (evidence: string) =>
  compareChart.cut(evidence, { metrics: 'replyMsP50 lastDoneMs' }, place) as CompareChartData;
const changed = (change: (value: number) => number): Evidence => {
  const evidence: Evidence = JSON.parse(text);
  for (const metric of evidence.variants.flatMap(({ metrics }) => metrics))
    Object.assign(metric, { median: change(metric.median), values: metric.values.map(change) });
  return evidence;
};

test('a chart of the same numbers is the same chart', () => {
  assert.deepEqual(ownChart(chartOf(text), JSON.parse(text)), chartOf(text));
});

test('a chart of other numbers is the one that the build would draw, on our axis where they fit', () => {
  const slower = changed((value) => value * 3);
  const { groups, axis } = chartOf(JSON.stringify(slower));
  const own = ownChart(chartOf(text), slower);
  assert.deepEqual({ groups: own.groups, axis: own.axis }, { groups, axis });
  assert.deepEqual(
    ownChart(
      chartOf(text),
      changed((value) => value / 3),
    ).axis,
    chartOf(text).axis,
  );
});

test('what cannot be drawn is no bar', () => {
  const odd = changed(() => Number.POSITIVE_INFINITY);
  odd.variants.pop();
  for (const { values } of odd.variants[0]?.metrics ?? []) values.push(...Array(1000).fill(-1));
  for (const { bars } of ownChart(chartOf(text), odd).groups)
    for (const { median, values } of bars) {
      assert.equal(median, 0);
      assert.ok(values.length < 20 && values.every((value) => value === 0));
    }
});
