import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summariseLatency } from './latency.ts';

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) <= expected / 1000, `${actual}, expected ${expected}`);

test('fastest, median and 99th percentile, to three digits', () => {
  const { min, p50, p99 } = summariseLatency(Array.from({ length: 1000 }, (_, index) => index + 1));
  assert.equal(min, 1);
  near(p50, 500);
  near(p99, 990);
});

test('of few samples the 99th percentile is the slowest', () => {
  near(summariseLatency([3, 1, 2]).p99, 3);
});

test('half a minute is still measured', () => {
  near(summariseLatency([30_000]).p50, 30_000);
});

test('no samples are no latency', () => {
  assert.throws(() => summariseLatency([]), RangeError);
});
