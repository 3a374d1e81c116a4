import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Connections } from './connections.ts';

test('there are as many as there are, and who gives one back makes room', () => {
  const connections = new Connections(2);
  assert.deepEqual([connections.take(), connections.take(), connections.take()], [true, true, false]);
  connections.giveBack();
  assert.equal(connections.take(), true);
  assert.equal(connections.takeMost(), 2);
});

test('who waits gets one in turn, and stops waiting after the timeout', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const connections = new Connections(1);
  connections.take();
  const first = connections.borrow(100);
  const second = connections.borrow(100);
  t.mock.timers.tick(50);
  connections.giveBack();
  assert.equal(await first, true);
  t.mock.timers.tick(50);
  assert.equal(await second, false);
  connections.giveBack();
  assert.equal(connections.take(), true);
});
