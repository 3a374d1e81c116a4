import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from './clock.ts';

test('nobody is woken before the time', async () => {
  const early = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const at = systemClock.now() + index / 10;
      await systemClock.sleepUntil(at);
      return systemClock.now() < at;
    }),
  );
  assert.equal(early.filter(Boolean).length, 0);
});

test('an abort ends the sleep', async () => {
  const controller = new AbortController();
  const sleep = systemClock.sleepUntil(systemClock.now() + 60_000, controller.signal);
  controller.abort();
  await assert.rejects(sleep, { name: 'AbortError' });
});
