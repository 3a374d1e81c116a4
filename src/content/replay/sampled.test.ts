import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ordersIn, sampledText } from './sampled.ts';

test('the sentence of a sample tells how many orders there were; that of a whole run leaves nothing out', () => {
  assert.equal(ordersIn(sampledText(3, 24)), 24);
  assert.equal(ordersIn(sampledText(24, 24)), undefined);
});
