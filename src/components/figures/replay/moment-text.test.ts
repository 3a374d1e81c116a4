import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Moment, Run } from '#content/replay/moment.ts';
import { momentText } from './moment-text.ts';

const run: Run = {
  places: [
    { kind: 'caller', name: 'Caller' },
    { kind: 'api', name: 'HTTP API', resource: 'Api' },
    { kind: 'function', name: 'Page', resource: 'Page' },
    { kind: 'table', name: 'DynamoDB', resource: 'Orders' },
  ],
  orders: 1,
  copies: [
    { order: 1, name: '1', word: 'request' },
    { order: 1, name: '1b', word: 'request', call: true },
  ],
  endMs: 10,
  moments: [],
  broken: [],
};
const textOf = (moment: Omit<Moment, 'atMs'>) => momentText({ atMs: 0, ...moment }, run);

test('of a call it is said which function makes it, and that this one is answered', () => {
  const call = { copies: [2], place: 1, from: 2 };
  assert.equal(
    textOf({ ...call, kind: 'called', request: 'GET /price' }),
    'request 1b: HTTP API receives GET /price from Page',
  );
  assert.equal(
    textOf({ ...call, kind: 'answered', status: 503 }),
    'request 1b: Page is answered 503, an error',
  );
  assert.equal(
    textOf({ kind: 'answered', copies: [1], place: 1, status: 200 }),
    'request 1: the caller is answered 200',
  );
});

test('of a fault it is said where it struck', () => {
  assert.equal(
    textOf({ kind: 'fault', copies: [1], place: 3, fault: 'fail' }),
    'request 1: injected on purpose at DynamoDB: fail',
  );
});
