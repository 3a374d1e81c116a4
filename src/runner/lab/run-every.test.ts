import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '#experiment/virtual-clock.ts';
import { BesideRecord } from './put-off.ts';
import { runEvery } from './run-every.ts';

const runs = ['a', 'b', 'c', 'd', 'e'];

/** Runs that note when they begin and end, and how many there were at once. */
function watched(disturbed: string[] = []) {
  const log: string[] = [];
  let now = 0;
  let most = 0;
  const run = (how: string) => async (name: string) => {
    now += 1;
    most = Math.max(most, now);
    log.push(`${how} ${name}`);
    await new Promise(setImmediate);
    now -= 1;
    return { name, how, fine: how === 'alone' || !disturbed.includes(name) };
  };
  return { log, most: () => most, beside: run('beside'), alone: run('alone') };
}

const noRoom = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

const ways = (lanes: number, signal = new AbortController().signal) => ({
  sideBySide: { atLeast: lanes, atMost: lanes },
  signal,
  room: noRoom,
  isPutOff: () => false,
  bearsMore: () => true,
  isKept: ({ fine }: { name: string; how: string; fine: boolean }) => fine,
});

test('as many run side by side as may, each once, and the results stand in their order', async () => {
  const { log, most, beside, alone } = watched();
  const results = await runEvery(runs, { ...ways(2), beside, alone });
  assert.equal(most(), 2);
  assert.deepEqual(
    results.map(({ name }) => name),
    runs,
  );
  assert.equal(log.length, runs.length);
  assert.ok(log.every((line) => line.startsWith('beside')));
});

test('what was disturbed runs again, when nothing runs beside it any more, and counts as it was then', async () => {
  const { log, beside, alone } = watched(['d', 'b']);
  const results = await runEvery(runs, { ...ways(3), beside, alone });
  assert.deepEqual(log.slice(runs.length), ['alone b', 'alone d']);
  assert.deepEqual(
    results.map(({ name, how }) => `${how} ${name}`),
    ['beside a', 'alone b', 'beside c', 'alone d', 'beside e'],
  );
});

test('who runs alone is told what was not kept, and nothing where nothing ran beside others', async () => {
  for (const [lanes, told] of [
    [2, 'beside'],
    [1, undefined],
  ] as const) {
    const { beside, alone } = watched(['c']);
    const heard: (string | undefined)[] = [];
    await runEvery(['c'], {
      ...{ ...ways(lanes), beside },
      alone(name, before) {
        heard.push(before?.how);
        return alone(name);
      },
    });
    assert.deepEqual(heard, [told]);
  }
});

test('one comes from the front of the list at a time, and what runs beside it from its end', async () => {
  const seconds = { seconds: 10, cpus: 1 };
  const { began } = await scheduled({
    long: { ...seconds, seconds: 25 },
    b: seconds,
    c: seconds,
    d: seconds,
  });
  assert.deepEqual(began, { long: 0, d: 0, c: 10, b: 20 });
});

test('one at a time: nothing has anything beside it', async () => {
  const { log, beside, alone } = watched();
  await runEvery(runs, { ...ways(1), beside, alone });
  assert.deepEqual(
    log,
    runs.map((name) => `alone ${name}`),
  );
});

test('after an abort nothing is started any more', async () => {
  const controller = new AbortController();
  const { log, beside, alone } = watched();
  const stopping = async (name: string) => {
    const result = await beside(name);
    if (name === 'e') controller.abort(new Error('stopped'));
    return result;
  };
  await assert.rejects(runEvery(runs, { ...ways(2, controller.signal), beside: stopping, alone }), /stopped/);
  assert.deepEqual(log.slice(0, 2), ['beside a', 'beside e']);
  assert.ok(!log.includes('beside c') && !log.some((line) => line.startsWith('alone')));
});

test('when a run rejects no other is begun, and those that go on are waited for', async () => {
  const ended: string[] = [];
  const beside = async (name: string) => {
    if (name === 'a') throw new Error('broken');
    for (let tick = 0; tick < 5; tick += 1) await new Promise(setImmediate);
    ended.push(name);
    return { name, how: 'beside', fine: true };
  };
  await assert.rejects(runEvery(runs, { ...ways(2), beside, alone: beside }), /broken/);
  assert.deepEqual(ended, ['e']);
});

/**
 * Runs of so many seconds, each of which takes so much of two CPUs, on a clock of their own. There is room as soon as
 * half of the machine is idle, three seconds after the last run began at the earliest. Gives when each began, and when
 * those began that ran alone.
 */
async function scheduled(
  costs: Record<string, { seconds: number; cpus: number; quiet?: boolean }>,
  { atMost = 6, isTooSlow = false } = {},
) {
  const clock = new VirtualClock();
  const began: Record<string, number> = {};
  const alone: Record<string, number> = {};
  const fared = new BesideRecord();
  let used = 0;
  let mostUsed = 0;
  const isDisturbed = (name: string) => isTooSlow && costs[name]?.quiet === true;
  const work = runEvery(Object.keys(costs), {
    sideBySide: { atLeast: 2, atMost },
    signal: new AbortController().signal,
    async room(signal) {
      do await clock.sleepUntil(clock.now() + 3000, signal);
      while (used > 1);
    },
    isPutOff: (name) => fared.isWorse && costs[name]?.quiet === true,
    bearsMore: (name) => !costs[name]?.quiet,
    async beside(name) {
      const { seconds, cpus, quiet } = costs[name] as (typeof costs)[string];
      began[name] = clock.now() / 1000;
      used += cpus;
      mostUsed = Math.max(mostUsed, used);
      await clock.sleepUntil(clock.now() + seconds * 1000);
      used -= cpus;
      if (quiet) fared.note(!isDisturbed(name));
      return name;
    },
    async alone(name) {
      alone[name] = clock.now() / 1000;
      await clock.sleepUntil(clock.now() + (costs[name]?.seconds ?? 0) * 1000);
      return name;
    },
    isKept: (name) => !isDisturbed(name),
  });
  await clock.run(work);
  return { began, alone, mostUsed, took: clock.now() / 1000 };
}

test('what mostly waits lets others run beside it, one after the other, as each is seen first', async () => {
  const waits = { seconds: 60, cpus: 0.1 };
  const { began, took } = await scheduled({ a: waits, b: waits, c: waits, d: waits });
  assert.deepEqual(began, { a: 0, d: 0, c: 3, b: 6 });
  assert.equal(took, 66);
});

test('what works all the time has as many beside it as there are cores, and no more', async () => {
  const works = { seconds: 30, cpus: 0.9 };
  const { began, mostUsed } = await scheduled({ a: works, b: works, c: works, d: works });
  assert.deepEqual(began, { a: 0, d: 0, b: 30, c: 30 });
  assert.equal(mostUsed, 1.8);
});

test('a long run that waits does not hold up those that work: they keep two lanes between them', async () => {
  const works = { seconds: 30, cpus: 0.9 };
  const { began, mostUsed } = await scheduled({
    long: { seconds: 300, cpus: 0.1 },
    ...{ a: works, b: works, c: works, d: works },
  });
  // One beside the long one is the second lane; half of the machine is idle, and there is room for one more.
  assert.deepEqual(began, { long: 0, d: 0, c: 3, b: 30, a: 33 });
  assert.ok(mostUsed < 2);
});

test('never more at once than may', async () => {
  const waits = { seconds: 60, cpus: 0 };
  const { began } = await scheduled({ a: waits, b: waits, c: waits, d: waits }, { atMost: 3 });
  assert.deepEqual(began, { a: 0, d: 0, c: 3, b: 60 });
});

test('what needs it quiet has no more beside it than there are cores, however idle the machine is', async () => {
  const waits = { seconds: 60, cpus: 0 };
  const { began } = await scheduled({ a: waits, b: waits, c: waits, quiet: { ...waits, quiet: true } });
  assert.deepEqual(began, { a: 0, quiet: 0, c: 60, b: 60 });
});

test('and it does not begin where more than that go on already', async () => {
  const waits = { seconds: 60, cpus: 0 };
  const { began } = await scheduled({
    a: waits,
    quiet: { ...waits, quiet: true },
    b: { ...waits, seconds: 90 },
  });
  assert.deepEqual(began, { a: 0, b: 0, quiet: 60 });
});

const list = (name: string, count: number, cost: { seconds: number; cpus: number; quiet?: boolean }) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}${index + 1}`, cost]));
const bearing = list('bears', 3, { seconds: 60, cpus: 1 });
const quiet = list('quiet', 8, { seconds: 30, cpus: 1, quiet: true });

test('on a machine that is too slow, what needs it quiet runs alone from the beginning once four have shown it', async () => {
  const { began, alone, took } = await scheduled({ ...bearing, ...quiet }, { isTooSlow: true });
  assert.deepEqual(Object.keys(began).sort(), [
    ...Object.keys(bearing),
    ...['quiet5', 'quiet6', 'quiet7', 'quiet8'],
  ]);
  assert.deepEqual(Object.keys(alone), Object.keys(quiet));
  // Four that were disturbed, the last that bears others, and all eight alone. All beside others first: 450 s.
  assert.equal(took, 120 + 60 + 240);
});

test('on one that is quick enough nothing is put off', async () => {
  const { began, alone } = await scheduled({ ...bearing, ...quiet });
  assert.equal(Object.keys(began).length, 11);
  assert.deepEqual(alone, {});
});
