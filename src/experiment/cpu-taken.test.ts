import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchCpu } from './cpu-taken.ts';
import { type CpuTimes, parseProcStat, readCpuTimes } from './cpu-times.ts';
import { VirtualClock } from './virtual-clock.ts';

/** Watches for two seconds on two CPUs that are used so, in parts of all there is. */
async function takenWith(use: (second: number) => { own: number; others: number }) {
  const clock = new VirtualClock();
  const times: CpuTimes = { busyMs: 0, idleMs: 0, ownMs: 0 };
  let last = 0;
  const cpu = watchCpu({
    clock,
    read() {
      const { own, others } = use(Math.floor(last / 1000));
      const span = 2 * (clock.now() - last);
      last = clock.now();
      times.ownMs += own * span;
      times.busyMs += (own + others) * span;
      times.idleMs += (1 - own - others) * span;
      return { ...times };
    },
  });
  await clock.run(clock.sleepUntil(2_000));
  return Math.round(100 * (cpu.stop() ?? Number.NaN));
}

test('others that leave nothing take what they take', async () => {
  assert.equal(await takenWith(() => ({ own: 0.2, others: 0.8 })), 80);
});

test('what they take while a CPU is idle is missed by nobody', async () => {
  assert.equal(await takenWith(() => ({ own: 0.2, others: 0.6 })), 0);
});

test('for half of the time they take half as much', async () => {
  assert.equal(await takenWith((second) => ({ own: 0.2, others: second === 0 ? 0.8 : 0.1 })), 40);
});

test('a machine that is kept busy by nobody but the run takes nothing from it', async () => {
  assert.equal(await takenWith(() => ({ own: 1, others: 0 })), 0);
});

test('a machine that does not tell gives no figure', async () => {
  const clock = new VirtualClock();
  const cpu = watchCpu({ clock, read: () => undefined });
  await clock.run(clock.sleepUntil(1_000));
  assert.equal(cpu.stop(), undefined);
});

test('Linux tells stolen time too, and who waits for a disk is idle', () => {
  const stat = 'cpu  100 10 20 3000 40 1 2 500 7 0\ncpu0 100 10 20 3000 40 1 2 500 7 0\nintr 1\n';
  assert.deepEqual(parseProcStat(stat), { busyMs: 6330, idleMs: 30_400 });
  assert.equal(parseProcStat('intr 1\n'), undefined);
});

test('Linux tells of itself, other systems do not', () => {
  const times = readCpuTimes();
  if (process.platform !== 'linux') return assert.equal(times, undefined);
  assert.ok(times && times.busyMs > 0 && times.idleMs >= 0 && times.ownMs > 0);
});
