import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startLoadBalancer } from './load-balancer.ts';
import { Service } from './service.ts';
import { TargetGroup } from './target-group.ts';

/** The recommendations as a service of so many processes, behind a load balancer. */
async function start(t: TestContext, replicas: number) {
  const targets = new TargetGroup({
    intervalMs: 50,
    timeoutMs: 2_000,
    unhealthyThreshold: 2,
    healthyThreshold: 2,
  });
  const service = new Service(
    { replicas, replaceMs: 1, memoryMiB: 128, environment: { MODULES: 'recommendations' } },
    targets,
  );
  const loadBalancer = await startLoadBalancer(() => targets);
  t.after(async () => {
    await service.close();
    await loadBalancer.close();
  });
  await service.start(30_000);
  const ask = async (customer: string) =>
    (await fetch(`${loadBalancer.url}/recommendations/${customer}`)).status;
  async function until(check: () => boolean) {
    while (!check()) await wait(20);
  }
  return { service, ask, until };
}

test('a process that crashed is replaced', async (t) => {
  const { service, ask, until } = await start(t, 1);
  assert.equal(await ask('me'), 200);
  assert.equal(await ask('crash'), 502);
  await until(() => service.lost === 1 && service.isComplete);
  assert.equal(await ask('me'), 200);
});

test('a process in an endless loop is stopped when its replacement is healthy', async (t) => {
  const { service, ask, until } = await start(t, 2);
  assert.equal(await ask('loop'), 502);
  await until(() => service.isComplete);
  assert.deepEqual([service.lost, await ask('me'), await ask('me')], [1, 200, 200]);
});
