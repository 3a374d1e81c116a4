import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchWallClock } from './clock-jump.ts';

function jumpOf(wallAfter: number): number {
  const times = { now: [5_000, 7_000], wall: [1_000_000, wallAfter] };
  const clocks = { now: () => times.now.shift() ?? 0, wallNow: () => times.wall.shift() ?? 0 };
  return watchWallClock(clocks).stop();
}

test('clocks that go on together do not jump', () => {
  assert.equal(jumpOf(1_002_000), 0);
});

test('a wall clock that somebody set, forwards or back, and a machine that slept', () => {
  assert.equal(jumpOf(1_002_000 + 3_600_000), 3_600_000);
  assert.equal(jumpOf(1_002_000 - 250), 250);
});
