import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { HealthChecks } from './health-checks.ts';

test('one passed check makes a new target healthy; later the thresholds hold, of checks in a row', async () => {
  const answers = [200, 500, 200, 500, 500, 200, 200, undefined, 200, 200, 200];
  const seen: string[] = [];
  let next: () => void = () => {};
  const checks: HealthChecks = new HealthChecks({
    intervalSeconds: 35,
    timeoutSeconds: 30,
    healthyThreshold: 3,
    unhealthyThreshold: 2,
    matches: (status) => status === 200,
    clock: {
      wait: (seconds) =>
        seconds === 35
          ? new Promise((resolve) => {
              next = () => resolve(true);
            })
          : new Promise(() => {}),
    },
    check: async () => answers[seen.length],
  });
  assert.equal(checks.health, 'initial');
  for (const _ of answers) {
    await setImmediate();
    seen.push(checks.health);
    next();
    await setImmediate();
  }
  checks.stop();
  assert.deepEqual(seen, [
    'healthy',
    'healthy',
    'healthy',
    'healthy',
    'unhealthy',
    'unhealthy',
    'unhealthy',
    'unhealthy',
    'unhealthy',
    'unhealthy',
    'healthy',
  ]);
});

test('a target that answers later than the timeout has failed', async () => {
  const checks = new HealthChecks({
    intervalSeconds: 35,
    timeoutSeconds: 30,
    healthyThreshold: 2,
    unhealthyThreshold: 1,
    matches: () => true,
    clock: { wait: (seconds) => (seconds === 30 ? Promise.resolve(true) : new Promise(() => {})) },
    check: () => new Promise(() => {}),
  });
  await setImmediate();
  assert.equal(checks.health, 'unhealthy');
  checks.stop();
});
