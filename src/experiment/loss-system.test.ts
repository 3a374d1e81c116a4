import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomArrivals } from './arrivals.ts';
import { rangeByChance, turnedAway } from './loss-system.ts';
import { erlangB } from './models.ts';
import { seededRandom } from './random.ts';

test('whoever finds every server taken is turned away, and takes none', () => {
  assert.deepEqual(turnedAway([0, 10, 20, 99, 100, 105], 2, 100), [false, false, true, true, false, true]);
});

test('a long simulated run comes out as Erlang B says', () => {
  for (const [servers, rate] of [
    [5, 25],
    [5, 50],
    [10, 150],
  ] as const) {
    const away = turnedAway(randomArrivals(200_000, rate, seededRandom(7)), servers, 100);
    const share = away.filter((each) => each).length / away.length;
    assert.ok(
      Math.abs(share - erlangB(servers, rate / 10)) < 0.005,
      `${share} with ${servers} and ${rate}/s`,
    );
  }
});

test('what Erlang B says lies in the range, and more repetitions make the range narrower', () => {
  const system = { servers: 5, arrivals: 150, ratePerSecond: 50, serviceMs: 100, settleMs: 300 };
  const expected = erlangB(5, 5);
  const one = rangeByChance(system, 1);
  const four = rangeByChance(system, 4);
  assert.ok(one.low < four.low && four.low < expected);
  assert.ok(expected < four.high && four.high < one.high);
});

test('by chance alone hardly a run lies outside, however few repetitions it has', () => {
  const system = { servers: 5, arrivals: 240, ratePerSecond: 40, serviceMs: 100, settleMs: 300 };
  const { low, high } = rangeByChance(system, 1);
  const random = seededRandom(11);
  const outside = Array.from({ length: 4_000 }, () => {
    const times = randomArrivals(system.arrivals, system.ratePerSecond, random);
    const counted = turnedAway(times, 5, 100).filter((_, index) => (times[index] ?? 0) >= system.settleMs);
    return counted.filter((away) => away).length / counted.length;
  }).filter((share) => share < low || share > high);
  assert.ok(outside.length <= 2, `${outside.length} of 4,000`);
});
