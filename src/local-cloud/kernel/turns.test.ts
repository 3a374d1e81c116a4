import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Turns } from './turns.ts';

test('who waits goes on in order, and between two of them the event loop turns once', async () => {
  const turns = new Turns();
  const order: string[] = [];
  const waiting = ['first', 'second', 'third'].map((name) => turns.next().then(() => order.push(name)));
  const turn = () => new Promise(setImmediate).then(() => order.push('turn'));
  await turn();
  await turn();
  await Promise.all(waiting);
  assert.deepEqual(order, ['first', 'turn', 'second', 'turn', 'third']);
  await turns.next();
});
