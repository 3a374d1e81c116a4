import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pollUntil } from './poll.ts';
import { VirtualClock } from './virtual-clock.ts';

test('gives the time of the first yes', async () => {
  const clock = new VirtualClock();
  const check = async () => clock.now() >= 25;
  assert.equal(await clock.run(pollUntil({ clock, from: 0, everyMs: 10, until: 100, check })), 30);
});

test('gives up after `until`', async () => {
  const clock = new VirtualClock();
  const asked: number[] = [];
  const check = async () => {
    asked.push(clock.now());
    return false;
  };
  assert.equal(await clock.run(pollUntil({ clock, from: 5, everyMs: 10, until: 30, check })), undefined);
  assert.deepEqual(asked, [5, 15, 25]);
});

test('a slow answer skips ticks, and the later ones stay where they were', async () => {
  const clock = new VirtualClock();
  const asked: number[] = [];
  const check = async () => {
    asked.push(clock.now());
    await clock.sleepUntil(clock.now() + (asked.length === 1 ? 23 : 1));
    return asked.length === 3;
  };
  assert.equal(await clock.run(pollUntil({ clock, from: 0, everyMs: 10, until: 100, check })), 41);
  assert.deepEqual(asked, [0, 30, 40]);
});
