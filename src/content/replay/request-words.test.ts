import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestWord } from './request-words.ts';

test('where requests travel, one that asks for something is one of them', () => {
  assert.equal(requestWord('GET', '/pages/me', 'request', false), 'request');
  assert.equal(requestWord('POST', '/orders', 'request', false), 'request');
});

test('where orders travel, what asks for one is known by its method', () => {
  assert.equal(requestWord('GET', '/orders/1', 'order', true), 'GET');
  assert.equal(requestWord('POST', '/orders', 'order', true), 'order');
});
