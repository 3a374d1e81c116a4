import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inThread } from './in-thread.ts';

/** A module of one function. */
const moduleOf = (run: string) => new URL(`data:text/javascript,export const run = ${run}`);

test('a function runs in another thread, keeps what it has between calls, and gives copies', async () => {
  const run = inThread<(more: number[]) => Promise<number[]>>(
    moduleOf('async (more) => (globalThis.all = [...(globalThis.all ?? []), ...more])'),
    'run',
  );
  assert.deepEqual(await run([1]), [1]);
  assert.deepEqual(await run([2, 3]), [1, 2, 3]);
  assert.ok(!('all' in globalThis));
});

test('what a function or its module throws is thrown here', async () => {
  const fails = inThread<() => Promise<void>>(
    moduleOf('async () => { throw new RangeError("too far") }'),
    'run',
  );
  await assert.rejects(fails(), /too far/);
  await assert.rejects(fails(), RangeError);
  const isNone = inThread<() => Promise<void>>(
    new URL('data:text/javascript,throw new Error("no module")'),
    'run',
  );
  await assert.rejects(isNone(), /no module/);
});
