import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLoop } from './open-loop.ts';
import { DriftClock } from './send-drift.ts';
import { VirtualClock } from './virtual-clock.ts';

async function driftOf(lateBy: (at: number) => number): Promise<number> {
  const clock = new VirtualClock();
  const drift = new DriftClock({
    now: () => clock.now(),
    sleepUntil: (at, signal) => clock.sleepUntil(at + lateBy(at), signal),
  });
  await clock.run(openLoop({ arrivals: [0, 100, 200], clock: drift, send: async () => undefined }));
  return drift.longest;
}

test('what is sent when it was meant to be does not drift', async () => {
  assert.equal(await driftOf(() => 0), 0);
});

test('the latest of all requests says how far it drifted', async () => {
  assert.equal(await driftOf((at) => (at === 100 ? 70 : 5)), 70);
});

test('a time that is past when it is asked for is nobody’s delay', async () => {
  const clock = new VirtualClock();
  const drift = new DriftClock(clock);
  await clock.run(drift.sleepUntil(500));
  await clock.run(drift.sleepUntil(100));
  assert.equal(drift.longest, 0);
});
