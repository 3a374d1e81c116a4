import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from './clock.ts';
import { watchLoop } from './loop-lag.ts';
import { VirtualClock } from './virtual-clock.ts';

test('a loop that is free is never away', async () => {
  const clock = new VirtualClock();
  const loop = watchLoop(clock);
  await clock.run(clock.sleepUntil(1_000));
  assert.equal(loop.stop(), 0);
});

test('a loop that is away once is seen, for as long as it was away', async () => {
  const clock = new VirtualClock();
  // Between 300 and 540 ms nobody wakes.
  const away = {
    now: () => clock.now(),
    sleepUntil: (at: number, signal?: AbortSignal) =>
      clock.sleepUntil(at > 300 && at < 540 ? 540 : at, signal),
  };
  const loop = watchLoop(away);
  await clock.run(clock.sleepUntil(1_000));
  assert.equal(loop.stop(), 230);
});

test('a loop that is blocked until the end is seen too', async () => {
  const loop = watchLoop(systemClock, 10);
  const until = performance.now() + 60;
  while (performance.now() < until);
  assert.ok(loop.stop() >= 49);
});
