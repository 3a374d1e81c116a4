import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TokenBucket } from './token-bucket.ts';

test('a bucket lets the burst through at once and then the rate', () => {
  let now = 0;
  const bucket = new TokenBucket({ ratePerSecond: 10, burst: 3 }, () => now);
  const taken = (tries: number) => Array.from({ length: tries }, () => bucket.take()).filter(Boolean).length;
  assert.equal(taken(5), 3);
  now = 100;
  assert.equal(taken(5), 1);
  now = 250;
  assert.equal(taken(5), 1);
  now = 300;
  assert.equal(taken(5), 1);
});

test('a bucket never holds more than the burst', () => {
  let now = 0;
  const bucket = new TokenBucket({ ratePerSecond: 10, burst: 2 }, () => now);
  now = 60_000;
  assert.deepEqual([bucket.take(), bucket.take(), bucket.take()], [true, true, false]);
});

test('a burst of nothing refuses every request', () => {
  let now = 0;
  const bucket = new TokenBucket({ ratePerSecond: 100, burst: 0 }, () => now);
  now = 5_000;
  assert.equal(bucket.take(), false);
});
