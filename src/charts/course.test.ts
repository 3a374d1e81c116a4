import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Series } from '#content/evidence.ts';
import { courseChart } from './course.ts';

const series = (values: number[][], xs: number[][]): Series => ({
  name: 'waiting',
  label: 'messages waiting',
  unit: 'messages',
  values,
  x: { label: 'time', unit: 's', values: xs },
});

const chart = courseChart(
  [
    { name: 'burst', label: 'burst' },
    { name: 'calm', label: 'calm' },
  ],
  [
    series(
      [
        [0, 10, 4],
        [0, 8, 2],
      ],
      [
        [0, 1, 2],
        [0, 1, 2],
      ],
    ),
    series([[0, 1]], [[0, 1]]),
  ],
);

test('each repetition is a path of its own, from left to right and from the bottom up', () => {
  assert.deepEqual(chart.courses[0]?.paths, ['M0,1000L500,0L1000,600', 'M0,1000L500,200L1000,800']);
  assert.equal(chart.courses[1]?.paths.length, 1);
});

test('both scales are shared by all variants', () => {
  assert.equal(chart.y.end, 10);
  assert.equal(chart.x.end, 2);
});

test('the table has the values of every repetition, and none after a course has ended', () => {
  const at = (x: number) => chart.table.find((row) => row.x === x)?.values;
  assert.deepEqual(at(1), [[10, 8], [1]]);
  assert.deepEqual(at(2), [[4, 2], [null]]);
});

test('each course is named at a peak that was recorded, that of the repetition in the middle', () => {
  const { mark } = chart.courses[0] ?? assert.fail();
  assert.deepEqual([mark.peak, mark.x, mark.y, mark.isLevel], [8, 50, 80, false]);
});

test('names never lie on each other, nor leave the plot, and a level course is named at its end', () => {
  const level = (value: number) => series([[value, value]], [[0, 4]]);
  const variants = [0, 0, 0, 9, 9, 9].map((value, at) => ({ value, name: `v${at}`, label: `v${at}` }));
  const { courses } = courseChart(
    variants,
    variants.map(({ value }) => level(value)),
  );
  const places = courses.map(({ mark }) => mark.labelY).toSorted((a, b) => a - b);
  assert.ok(
    places.every(
      (place, at) => place >= 4.9 && place <= 95.1 && (at === 0 || place - (places[at - 1] ?? 0) >= 9.9),
    ),
    String(places),
  );
  assert.ok(courses.every(({ mark }) => mark.isLevel && mark.x === 100));
});
