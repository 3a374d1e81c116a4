import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '#content/event.ts';
import { medianOrder, orderTimelines } from './timeline.ts';

const request = (requestId: string, at: number): CloudEvent => ({
  type: 'request-received',
  at,
  resource: 'Api',
  requestId,
  method: 'POST',
  path: '/orders',
});
const answer = (requestId: string, at: number, status: number): CloudEvent => ({
  type: 'request-answered',
  at,
  resource: 'Api',
  requestId,
  status,
});
const start = (invocationId: string, at: number, causes: string[]): CloudEvent => ({
  type: 'invocation-started',
  at,
  resource: 'Handler',
  invocationId,
  trigger: 'sqs',
  causes,
  environmentId: 'environment',
  coldStart: false,
});
const write = (invocationId: string, at: number, key: string): CloudEvent => ({
  type: 'item-written',
  at,
  resource: 'Orders',
  key,
  invocationId,
});
const enqueue = (messageId: string, at: number, requestId: string): CloudEvent => ({
  type: 'message-enqueued',
  at,
  resource: 'Queue',
  messageId,
  requestId,
});

test('follows a synchronous order from request to answer, counted from its own start', () => {
  const [order] = orderTimelines([
    request('r1', 100),
    start('i1', 101, ['r1']),
    write('i1', 305, 'orderId=1'),
    answer('r1', 306, 201),
  ]);
  assert.deepEqual(order, {
    steps: [
      { kind: 'received', atMs: 0 },
      { kind: 'started', atMs: 1 },
      { kind: 'written', atMs: 205 },
      { kind: 'answered', atMs: 206, status: 201 },
    ],
    answeredMs: 206,
    writtenMs: 205,
    status: 201,
  });
});

test('follows a queued order through its message to the write after the answer', () => {
  const [order] = orderTimelines([
    request('r1', 10),
    enqueue('m1', 11, 'r1'),
    answer('r1', 12, 202),
    start('i1', 14, ['m1']),
    write('i1', 220, 'orderId=1'),
    { type: 'message-deleted', at: 221, resource: 'Queue', messageId: 'm1' },
  ]);
  assert.deepEqual(
    order?.steps.map(({ kind }) => kind),
    ['received', 'enqueued', 'answered', 'started', 'written', 'deleted'],
  );
  assert.equal(order?.answeredMs, 2);
  assert.equal(order?.writtenMs, 210);
});

test('gives each message of a batch one write', () => {
  const orders = orderTimelines([
    request('r1', 0),
    request('r2', 1),
    enqueue('m1', 2, 'r1'),
    enqueue('m2', 3, 'r2'),
    answer('r1', 4, 202),
    answer('r2', 5, 202),
    start('i1', 6, ['m1', 'm2']),
    write('i1', 200, 'orderId=1'),
    write('i1', 201, 'orderId=2'),
  ]);
  assert.deepEqual(
    orders.map(({ writtenMs }) => writtenMs),
    [200, 200],
  );
});

test('leaves out an order that was never written', () => {
  assert.deepEqual(orderTimelines([request('r1', 0), answer('r1', 5, 500)]), []);
});

test('the median order is one that happened', () => {
  const order = (writtenMs: number) => ({ steps: [], answeredMs: 0, writtenMs, status: 201 });
  assert.equal(medianOrder([order(9), order(1), order(5)])?.writtenMs, 5);
  assert.equal(medianOrder([order(9), order(1)])?.writtenMs, 1);
  assert.equal(medianOrder([]), undefined);
});
