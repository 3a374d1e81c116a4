import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { Region } from '../kernel/region.ts';
import { leaveWithRegion } from './leave-with-region.ts';

/** A server of a Region that has left, and its port. */
async function left(region: Region) {
  const server = createServer();
  region.run(() => leaveWithRegion(server));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const gone = once(server, 'close');
  const comeBack = region.leave();
  await gone;
  return { server, port, comeBack };
}

const closed = (server: ReturnType<typeof createServer>) =>
  new Promise<void>((resolve) => server.close(() => resolve()));

test('a server listens at its port again when its Region is back', async (t) => {
  const { server, port, comeBack } = await left(new Region('eu-west-1'));
  t.after(() => closed(server));
  comeBack();
  await once(server, 'listening');
  assert.equal((server.address() as AddressInfo).port, port);
});

test('a server that is closed while its Region is gone stays closed when that is back', async (t) => {
  const { server, port, comeBack } = await left(new Region('eu-west-1'));
  await closed(server);
  comeBack();
  const other = createServer();
  t.after(() => closed(other));
  // Asked for after the server would have asked: it gets the port only if that did not.
  await once(other.listen(port, '127.0.0.1'), 'listening');
  assert.equal(server.listening, false);
});

test('a server whose port something else has when its Region is back is closed for good all the same', async (t) => {
  const { server, port, comeBack } = await left(new Region('eu-west-1'));
  const other = createServer();
  await once(other.listen(port, '127.0.0.1'), 'listening');
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const refused = once(server, 'error');
  comeBack();
  await refused;
  await closed(server);
  await closed(other);
  t.mock.timers.tick(1000);
  const third = createServer();
  t.after(() => closed(third));
  await once(third.listen(port, '127.0.0.1'), 'listening');
  assert.equal(server.listening, false);
});
