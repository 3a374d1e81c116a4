import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { TargetGroup } from './target-group.ts';

const checks = { intervalMs: 100, timeoutMs: 50, unhealthyThreshold: 2, healthyThreshold: 3 };

/** A group whose targets answer as `answers` says, and a clock that the test moves. */
function group(t: TestContext) {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const answers = new Map<number, boolean>();
  const targets = new TargetGroup(checks, async (port) => answers.get(port) ?? false);
  const changes: string[] = [];
  targets.onChange = (port, state) => changes.push(`${port} ${state}`);
  async function rounds(count: number) {
    for (let round = 0; round < count; round += 1) {
      t.mock.timers.tick(checks.intervalMs);
      await new Promise(setImmediate);
    }
  }
  t.after(() => {
    for (const port of [1, 2, 3]) targets.deregister(port);
  });
  return { targets, answers, changes, rounds };
}

test('a new target has to pass one health check, and may fail until it does', async (t) => {
  const { targets, answers, changes, rounds } = group(t);
  targets.register(1);
  await rounds(5);
  assert.deepEqual([targets.healthy, targets.isNew(1), changes], [0, true, []]);
  answers.set(1, true);
  await rounds(1);
  assert.deepEqual([targets.healthy, targets.isNew(1), changes], [1, false, ['1 healthy']]);
});

test('a target is out after so many failures in a row, and back after so many successes', async (t) => {
  const { targets, answers, changes, rounds } = group(t);
  answers.set(1, true);
  targets.register(1);
  await rounds(1);
  answers.set(1, false);
  await rounds(1);
  answers.set(1, true);
  await rounds(1);
  answers.set(1, false);
  await rounds(1);
  assert.equal(targets.healthy, 1);
  await rounds(1);
  assert.equal(targets.healthy, 0);
  answers.set(1, true);
  await rounds(2);
  assert.equal(targets.healthy, 0);
  await rounds(1);
  assert.deepEqual(changes, ['1 healthy', '1 unhealthy', '1 healthy']);
});

test('healthy targets take turns; when none is healthy all do; without a target there is none', async (t) => {
  const { targets, answers, rounds } = group(t);
  const taken = (count: number) => Array.from({ length: count }, () => targets.next());
  assert.deepEqual(taken(2), [undefined, undefined]);
  for (const port of [1, 2, 3]) {
    answers.set(port, port !== 3);
    targets.register(port);
  }
  await rounds(1);
  assert.deepEqual(taken(4).toSorted(), [1, 1, 2, 2]);
  for (const port of [1, 2]) answers.set(port, false);
  await rounds(2);
  assert.deepEqual(taken(3).toSorted(), [1, 2, 3]);
});
