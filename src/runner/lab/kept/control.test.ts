import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Fault } from '#experiment/faults.ts';
import { DeployError } from '#local-cloud/kernel/errors.ts';
import { TwoPartError } from '../../call-error.ts';
import { callControl, isThere, openControl } from './control.ts';

async function opened(t: TestContext) {
  const broken = new Set<Fault>();
  const control = await openControl({
    breakable: [{ logicalId: 'Orders0A1B2C3D', path: undefined, faults: ['down', 'slow'] }],
    faults: {
      inject(fault) {
        if (fault.resource !== 'Orders') throw new DeployError('No resource so called.', 'Name Orders.');
        broken.add(fault);
        return () => broken.delete(fault);
      },
    },
  });
  t.after(() => control.close());
  return { control, broken };
}

test('another terminal lists what can be broken, breaks it and mends it', async (t) => {
  const { control, broken } = await opened(t);
  assert.deepEqual((await callControl(control, 'GET', '/')).lines, ['Orders  down, slow']);
  const told = await callControl(control, 'POST', '/break', { fault: { resource: 'Orders', fault: 'down' } });
  assert.match(told.lines.join(), /Orders is down, until `npm run lab -- mend`/);
  assert.equal(broken.size, 1);
  assert.match((await callControl(control, 'GET', '/')).lines.join('\n'), /Broken now:\nOrders is down/);
  assert.match((await callControl(control, 'POST', '/mend')).lines.join(), /Mended: Orders is down/);
  assert.equal(broken.size, 0);
  assert.deepEqual((await callControl(control, 'POST', '/mend')).lines, ['Nothing was broken.']);
});

test('what was given a time is mended by itself', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { control, broken } = await opened(t);
  const fault = { resource: 'Orders', fault: 'slow', milliseconds: 5 } as const;
  await callControl(control, 'POST', '/break', { fault, mendAfterMs: 3000 });
  t.mock.timers.tick(2999);
  assert.equal(broken.size, 1);
  t.mock.timers.tick(1);
  assert.equal(broken.size, 0);
  assert.deepEqual((await callControl(control, 'POST', '/mend')).lines, ['Nothing was broken.']);
});

test('a refusal comes in the words of the cloud', async (t) => {
  const { control } = await opened(t);
  await assert.rejects(
    callControl(control, 'POST', '/break', { fault: { resource: 'Odres', fault: 'down' } }),
    (error) => error instanceof TwoPartError && error.problem === 'No resource so called.',
  );
});

test('nobody breaks anything without the token, nor from a web page', async (t) => {
  const { control, broken } = await opened(t);
  const body = JSON.stringify({ fault: { resource: 'Orders', fault: 'down' } });
  const call = (headers: Record<string, string>) =>
    fetch(new URL('/break', control.url), { method: 'POST', headers, body });
  assert.equal((await call({})).status, 403);
  assert.equal((await call({ authorization: 'Bearer guessed' })).status, 403);
  const authorization = `Bearer ${control.token}`;
  assert.equal((await call({ authorization, origin: 'https://example.com' })).status, 403);
  assert.equal(broken.size, 0);
});

test('a lab is there when its own control answers: not another one at its port, nor none', async (t) => {
  const { control } = await opened(t);
  assert.equal(await isThere(control), true);
  assert.equal(await isThere({ ...control, token: 'of another start' }), false);
  await control.close();
  assert.equal(await isThere(control), false);
  await assert.rejects(callControl(control, 'POST', '/mend'), { problem: /does not answer any more/ });
});
