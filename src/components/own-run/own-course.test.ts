import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { CourseChartData } from '#content/chart.ts';
import type { Evidence, Series } from '#content/evidence.ts';
import { courseChart } from '../../plugins/references/kinds/course-chart.ts';
import { ownCourse } from './own-course.ts';

const file = 'labs/queued-api/evidence/burst-then-drain.local.json';
const text = readFileSync(file, 'utf8');
const place = { root: '.', page: '', file, read: () => '', list: () => [] };
const attributes = { series: 'waiting', events: 'burst:seconds', eventLabel: 'burst ends' };
const recorded = courseChart.cut(text, attributes, place) as CourseChartData;
const ours: Evidence = JSON.parse(text);

/** Our run, with one course of it changed. */
function changed(change: (series: Series) => void): Evidence {
  const evidence: Evidence = JSON.parse(text);
  for (const { series } of evidence.variants) for (const each of series) if (each.x) change(each);
  return evidence;
}

test('a chart of the same courses is the same chart', () => {
  assert.deepEqual(ownCourse(recorded, ours, JSON.parse(text)), recorded);
});

test('a chart of other courses is the one that the build would draw', () => {
  const slower = changed((series) => {
    series.values = series.values.map((course) => course.map((value) => value * 3));
    if (series.x) series.x.values = series.x.values.map((xs) => xs.map((x) => x * 2));
  });
  assert.deepEqual(
    ownCourse(recorded, ours, slower),
    courseChart.cut(JSON.stringify(slower), attributes, place),
  );
});

test('a chart is named as the recorded one, whatever a file calls it', () => {
  const named = changed((series) => {
    series.label = 'x'.repeat(10_000);
  });
  assert.deepEqual(ownCourse(recorded, ours, named), recorded);
});

test('where the sources differ, nothing is said of when a burst ended', () => {
  assert.ok(recorded.moments.length > 0);
  assert.deepEqual(ownCourse(recorded, ours, { ...ours, sourceHash: 'other' })?.moments, []);
});

test('what is no course is not drawn', () => {
  const odd: ((series: Series) => void)[] = [
    (series) => series.values[0]?.pop(),
    (series) => series.values[0]?.fill(Number.POSITIVE_INFINITY),
    (series) => series.values[0]?.fill(-1),
    (series) => series.values[0]?.fill(Number.MAX_VALUE),
    (series) => series.x?.values.forEach((xs) => void xs.fill(Number.MIN_VALUE)),
    (series) => {
      series.unit = 'orders';
    },
    (series) => series.x?.values[0]?.reverse(),
    (series) => series.x?.values.forEach((xs) => void xs.fill(0)),
    (series) => series.values.splice(0),
    (series) => {
      delete series.x;
    },
    (series) => {
      series.values = [Array(30_000).fill(1)];
      if (series.x) series.x.values = [Array.from({ length: 30_000 }, (_, index) => index)];
    },
  ];
  for (const change of odd) assert.equal(ownCourse(recorded, ours, changed(change)), undefined, `${change}`);
  assert.equal(ownCourse(recorded, ours, { ...ours, variants: [] }), undefined);
});
