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
