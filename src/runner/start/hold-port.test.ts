import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { freePorts } from '#testing/free-ports.ts';
import { holdPort } from './hold-port.ts';

const refused = (port: number, where = '') => ({
  problem: `Port ${port} is taken by another program${where}.`,
  remedy: `End that program, or choose another port: \`npm start -- --port ${port + 1}\`.`,
});

/** Listens as another program would; undefined where this machine has no such address. */
async function listensAt(t: TestContext, port: number, host: string): Promise<boolean> {
  const server = createServer().listen(port, host);
  t.after(() => server.close());
  return once(server, 'listening').then(
    () => true,
    () => false,
  );
}

test('a port that is held is taken for another start, says that one has to wait, and is free afterwards', async () => {
  const port = await freePorts();
  const held = await holdPort(port);
  await assert.rejects(holdPort(port), refused(port));
  const early = await fetch(`http://127.0.0.1:${port}/`);
  assert.deepEqual([early.status, early.headers.get('refresh')], [503, '5']);
  assert.match(await early.text(), /being built/);
  await held.release();
  await (await holdPort(port)).release();
});

test('a program at either address of localhost has the port', async (t) => {
  const first = await freePorts(2);
  const second = first + 1;
  assert.ok(await listensAt(t, first, '127.0.0.1'));
  await assert.rejects(holdPort(first), refused(first));
  if (!(await listensAt(t, second, '::1'))) return t.skip('this machine has no IPv6');
  await assert.rejects(holdPort(second), refused(second, ' at [::1]'));
});
