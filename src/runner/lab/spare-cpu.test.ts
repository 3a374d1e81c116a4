import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '#experiment/virtual-clock.ts';
import { readMachineCpu, spareCpu } from './spare-cpu.ts';

/** A machine of two CPUs that is as busy, from 0 to 1, as `busyAt` says of each second. */
function machine(clock: VirtualClock, busyAt: (second: number) => number) {
  return () => {
    let busyMs = 0;
    for (let second = 0; second < clock.now() / 1000; second += 1) busyMs += 2000 * busyAt(second);
    return { busyMs, idleMs: 2 * clock.now() - busyMs };
  };
}

async function spareAfter(busyAt: (second: number) => number): Promise<number> {
  const clock = new VirtualClock();
  const read = machine(clock, busyAt);
  await clock.run(spareCpu({ clock, read }, AbortSignal.timeout(5000)));
  return clock.now() / 1000;
}

test('a machine that is half idle has CPU to spare once it was seen for eight seconds', async () => {
  assert.equal(await spareAfter(() => 0.4), 8);
});

test('what a run takes at its beginning is forgotten eight seconds later', async () => {
  // Busy for five seconds: at 8 it was idle for three of eight, at 9 for four of eight.
  assert.equal(await spareAfter((second) => (second < 5 ? 1 : 0)), 9);
});

test('bursts count by what they take in sum, not by when they are looked at', async () => {
  assert.equal(await spareAfter((second) => (second < 40 && second % 4 < 3 ? 1 : 0)), 42);
});

test('a busy machine has none, nor one that tells nothing; waiting for it ends with the signal', async () => {
  for (const read of [
    (clock: VirtualClock) => machine(clock, () => 0.6),
    () => () => ({ busyMs: 0, idleMs: 0 }),
  ]) {
    const clock = new VirtualClock();
    const controller = new AbortController();
    const waiting = spareCpu({ clock, read: read(clock) }, controller.signal);
    const stopping = clock.sleepUntil(100_000).then(() => controller.abort(new Error('stopped')));
    await assert.rejects(clock.run(waiting), /stopped/);
    await stopping;
    assert.equal(clock.now(), 100_000);
  }
});

test('this machine tells of its CPUs', () => {
  const { busyMs, idleMs } = readMachineCpu();
  assert.ok(busyMs > 0 && idleMs >= 0);
});
