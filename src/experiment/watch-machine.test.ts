import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from './clock.ts';
import { watchMachine } from './watch-machine.ts';

test('a loop that is blocked while somebody means to send: both are seen', async () => {
  const watch = watchMachine(systemClock);
  const sent = watch.clock.sleepUntil(systemClock.now() + 5);
  const until = performance.now() + 80;
  while (performance.now() < until);
  await sent;
  const { loopLagMs, sendDriftMs, clockJumpMs } = watch.stop();
  assert.ok(loopLagMs >= 60, `${loopLagMs} ms`);
  assert.ok(sendDriftMs >= 70, `${sendDriftMs} ms`);
  assert.ok(clockJumpMs >= 0);
});
