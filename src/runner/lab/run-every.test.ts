import assert from 'node:assert/strict';
import { test } from 'node:test';
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

const ways = (sideBySide: number, signal = new AbortController().signal) => ({
  sideBySide,
  signal,
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
    if (name === 'b') controller.abort(new Error('stopped'));
    return result;
  };
  await assert.rejects(runEvery(runs, { ...ways(2, controller.signal), beside: stopping, alone }), /stopped/);
  assert.deepEqual(log, ['beside a', 'beside b', 'beside c']);
});
