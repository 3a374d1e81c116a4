import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '#content/event.ts';
import type { Place } from '#content/pipeline.ts';
import { countsAt, timesAt } from './counts.ts';
import { runOf } from './moments-of.ts';
import { spansOf } from './spans.ts';
import { statesAt } from './state.ts';

const places: Place[] = [
  { kind: 'caller', name: 'Caller' },
  { kind: 'api', name: 'HTTP API', resource: 'Api' },
  { kind: 'queue', name: 'SQS', resource: 'Queue' },
  { kind: 'function', name: 'Lambda', resource: 'Worker' },
  { kind: 'table', name: 'DynamoDB', resource: 'Orders' },
  { kind: 'dead-letters', name: 'Dead letters', resource: 'DeadLetters' },
];
const direct = places.filter(({ kind }) => kind !== 'queue' && kind !== 'dead-letters');

const request = (at: number, requestId: string): CloudEvent => ({
  type: 'request-received',
  at,
  resource: 'Api',
  requestId,
  method: 'POST',
  path: '/orders',
});
const answer = (at: number, requestId: string, status: number): CloudEvent => ({
  type: 'request-answered',
  at,
  resource: 'Api',
  requestId,
  status,
});
const message = (
  type: 'message-enqueued' | 'message-returned' | 'message-deleted',
  at: number,
  messageId: string,
): CloudEvent =>
  type === 'message-returned'
    ? { type, at, resource: 'Queue', messageId, receiveCount: 1 }
    : { type, at, resource: 'Queue', messageId };
const receive = (at: number, messageId: string, receiveCount: number): CloudEvent => ({
  type: 'message-received',
  at,
  resource: 'Queue',
  messageId,
  receiveCount,
});
const start = (at: number, invocationId: string, causes: string[]): CloudEvent => ({
  type: 'invocation-started',
  at,
  resource: 'Worker',
  invocationId,
  trigger: 'sqs',
  causes,
  environmentId: 'environment-1',
  coldStart: false,
});
const end = (at: number, invocationId: string): CloudEvent => ({
  type: 'invocation-ended',
  at,
  resource: 'Worker',
  invocationId,
  outcome: 'succeeded',
});
const write = (at: number, invocationId: string, key = 'orderId=1'): CloudEvent => ({
  type: 'item-written',
  at,
  resource: 'Orders',
  key,
  invocationId,
});
const last = (events: CloudEvent[], on = places) => statesAt(runOf(events, on), Number.POSITIVE_INFINITY);

test('a queued order: its caller is free before the work begins, and it is done when the message is deleted', () => {
  const run = runOf(
    [
      request(10, 'r1'),
      { type: 'message-enqueued', at: 11, resource: 'Queue', messageId: 'm1', requestId: 'r1' },
      answer(12, 'r1', 202),
      receive(20, 'm1', 1),
      start(21, 'i1', ['m1']),
      write(31, 'i1'),
      end(32, 'i1'),
      message('message-deleted', 33, 'm1'),
    ],
    places,
  );
  const phases = [0, 1, 10, 11, 23].map((at) => statesAt(run, at)[0]?.phase);
  assert.deepEqual(phases, ['arriving', 'waiting', 'in-flight', 'working', 'done']);
  assert.equal(statesAt(run, 2)[0]?.open, false);
  assert.deepEqual(countsAt(run, 5), {
    arrived: 1,
    open: 0,
    waiting: 1,
    inFlight: 0,
    done: 0,
    refused: 0,
    deadLettered: 0,
    duplicated: 0,
    coldStarts: 0,
    lost: 0,
    stuck: 0,
  });
  const [order] = spansOf(run);
  assert.equal(order?.answeredMs, 2);
  assert.equal(order?.doneMs, 23);
});

const put = (at: number, eventId: string, invocationId: string): CloudEvent => ({
  type: 'record-put',
  at,
  resource: 'Readings',
  eventId,
  shardId: 'shardId-000000000000',
  partitionKey: 'a',
  invocationId,
});

test('a record of a stream waits there until its batch succeeds, and again when the batch fails', () => {
  const streamed: Place[] = [
    { kind: 'caller', name: 'Device' },
    { kind: 'api', name: 'HTTP API', resource: 'Api' },
    { kind: 'function', name: 'Accept', resource: 'Accept' },
    { kind: 'stream', name: 'Kinesis', resource: 'Readings' },
    { kind: 'function', name: 'Worker', resource: 'Worker' },
    { kind: 'table', name: 'DynamoDB', resource: 'Devices' },
  ];
  const run = runOf(
    [
      request(0, 'r1'),
      { ...start(1, 'a1', ['r1']), resource: 'Accept' } as CloudEvent,
      put(2, 's:1', 'a1'),
      { ...end(3, 'a1'), resource: 'Accept' } as CloudEvent,
      answer(4, 'r1', 202),
      start(5, 'w1', ['s:1']),
      { type: 'invocation-ended', at: 10, resource: 'Worker', invocationId: 'w1', outcome: 'failed' },
      start(20, 'w2', ['s:1']),
      end(30, 'w2'),
    ],
    streamed,
  );
  const states = [2, 4, 5, 10, 20, 30].map((at) => statesAt(run, at)[0]);
  assert.deepEqual(
    states.map((each) => [each?.phase, each?.place]),
    [
      ['waiting', 3],
      ['waiting', 3],
      ['working', 4],
      ['waiting', 3],
      ['working', 4],
      ['done', 5],
    ],
  );
  assert.equal(spansOf(run)[0]?.doneMs, 30);
});

test('an event that a topic pushes waits in Lambda’s queue, is tried again, and is given up in the end', () => {
  const pushed: Place[] = [
    { kind: 'caller', name: 'Caller' },
    { kind: 'api', name: 'HTTP API', resource: 'Api' },
    { kind: 'function', name: 'Accept', resource: 'Accept' },
    { kind: 'topic', name: 'SNS', resource: 'Topic' },
    { kind: 'function', name: 'Worker', resource: 'Worker' },
    { kind: 'table', name: 'DynamoDB', resource: 'Orders' },
  ];
  const before: CloudEvent[] = [
    request(0, 'r1'),
    { ...start(1, 'a1', ['r1']), resource: 'Accept' } as CloudEvent,
    { type: 'event-published', at: 2, resource: 'Topic', eventId: 'n1', invocationId: 'a1' },
    { type: 'event-queued', at: 3, resource: 'Worker', eventId: 'e1', trigger: 'sns', cause: 'n1' },
    { type: 'invocation-throttled', at: 4, resource: 'Worker', trigger: 'sns', causes: ['n1'] },
    { ...end(5, 'a1'), resource: 'Accept' } as CloudEvent,
    answer(6, 'r1', 202),
    start(10, 'e1', ['n1']),
  ];
  const phasesOf = (events: CloudEvent[]) => {
    const run = runOf([...before, ...events], pushed);
    return [2, 6, 10, 20, 30].map(
      (at) => statesAt(run, at).map(({ phase, place }) => `${phase} ${place}`)[0],
    );
  };
  assert.deepEqual(phasesOf([end(20, 'e1')]), ['working 3', 'waiting 4', 'working 4', 'done 5', 'done 5']);
  const failed: CloudEvent[] = [
    { type: 'invocation-ended', at: 20, resource: 'Worker', invocationId: 'e1', outcome: 'failed' },
    { type: 'event-given-up', at: 30, resource: 'Worker', eventId: 'e1', reason: 'RetriesExhausted' },
  ];
  assert.deepEqual(phasesOf(failed), ['working 3', 'waiting 4', 'working 4', 'waiting 4', 'dropped 4']);
});

test('a refusal brings the request back to its caller', () => {
  const [state] = last(
    [
      request(0, 'r1'),
      { type: 'invocation-throttled', at: 1, resource: 'Worker', trigger: 'http-api', causes: ['r1'] },
      answer(2, 'r1', 503),
    ],
    direct,
  );
  assert.deepEqual([state?.phase, state?.place, state?.status], ['refused', 0, 503]);
});

test('an order whose caller was told an error while the work went on is done all the same', () => {
  const run = runOf(
    [request(0, 'r1'), start(1, 'i1', ['r1']), answer(300, 'r1', 503), write(500, 'i1'), end(501, 'i1')],
    direct,
  );
  assert.equal(statesAt(run, 400)[0]?.phase, 'working');
  const [state] = statesAt(run, 501);
  assert.deepEqual([state?.phase, state?.status, state?.storedAt], ['done', 503, 3]);
  assert.equal(countsAt(run, 501).refused, 1);
});

test('a message that returns waits again, and one that returns too often is dead until a redrive', () => {
  const events: CloudEvent[] = [
    message('message-enqueued', 0, 'm1'),
    receive(1, 'm1', 1),
    start(2, 'i1', ['m1']),
    end(3, 'i1'),
    message('message-returned', 10, 'm1'),
    { type: 'message-dead-lettered', at: 11, resource: 'Queue', messageId: 'm1', to: 'DeadLetters' },
    { type: 'message-enqueued', at: 11, resource: 'DeadLetters', messageId: 'm1' },
    { type: 'message-moved', at: 20, resource: 'DeadLetters', messageId: 'm1', to: 'Queue', movedAs: 'm2' },
    { type: 'message-enqueued', at: 20, resource: 'Queue', messageId: 'm2' },
    receive(21, 'm2', 1),
    message('message-deleted', 30, 'm2'),
  ];
  const run = runOf(events, places);
  assert.equal(run.orders, 1);
  const phases = [3, 10, 11, 20, 30].map((at) => statesAt(run, at)[0]?.phase);
  assert.deepEqual(phases, ['in-flight', 'waiting', 'dead', 'waiting', 'done']);
  assert.deepEqual(
    spansOf(run)[0]?.marks.map(({ kind }) => kind),
    ['returned', 'dead-lettered'],
  );
});

test('a message that is visible again while its handler still runs waits', () => {
  const [state] = last([
    message('message-enqueued', 0, 'm1'),
    receive(1, 'm1', 1),
    start(2, 'i1', ['m1']),
    message('message-returned', 10, 'm1'),
    end(15, 'i1'),
  ]);
  assert.equal(state?.phase, 'waiting');
});

test('what happens to a batch in one instant is one moment', () => {
  const run = runOf(
    [
      message('message-enqueued', 0, 'm1'),
      message('message-enqueued', 0, 'm2'),
      start(1, 'i1', ['m1', 'm2']),
      write(2, 'i1', 'orderId=1'),
    ],
    places,
  );
  assert.deepEqual(
    run.moments.map(({ kind, copies }) => `${kind} ${copies}`),
    ['enqueued 1,2', 'started 1,2', 'written 1,2'],
  );
});

test('nobody is said to be stored when a write can be of another order of the batch', () => {
  const states = last([
    message('message-enqueued', 0, 'm1'),
    start(1, 'i1', ['m1']),
    write(2, 'i1', 'orderId=1'),
    write(3, 'i1', 'orderId=2'),
  ]);
  assert.equal(states[0]?.storedAt, undefined);
});

test('an accepted request without a message was taken for a duplicate', () => {
  assert.equal(last([request(0, 'r1'), answer(1, 'r1', 202)])[0]?.phase, 'no-message');
});

test('what concerns no order is left out', () => {
  const run = runOf(
    [{ type: 'fault-injected', at: 0, resource: 'Orders', fault: 'down' }, request(5, 'r1')],
    places,
  );
  assert.deepEqual(
    run.moments.map(({ atMs, kind }) => ({ atMs, kind })),
    [{ atMs: 0, kind: 'received' }],
  );
});

test('times so far: the median and the slowest of the answers that have come', () => {
  const run = runOf(
    [request(0, 'r1'), request(0, 'r2'), answer(10, 'r1', 201), answer(30, 'r2', 201)],
    direct,
  );
  const orders = spansOf(run);
  assert.equal(timesAt(orders, 'answeredMs', 5), undefined);
  assert.deepEqual(timesAt(orders, 'answeredMs', 30), { medianMs: 20, p99Ms: 30, mostMs: 30, count: 2 });
});

test('a file begins an order by itself: its bucket takes it, and Lambda tries its event until it is dropped', () => {
  const places: Place[] = [
    { kind: 'caller', name: 'Caller' },
    { kind: 'bucket', name: 'S3', resource: 'Uploads' },
    { kind: 'function', name: 'Worker', resource: 'Worker' },
    { kind: 'table', name: 'Done', resource: 'Done' },
  ];
  const fails = (at: number): CloudEvent[] => [
    start(at, 'e1', ['n1']),
    { type: 'invocation-ended', at: at + 1, resource: 'Worker', invocationId: 'e1', outcome: 'failed' },
  ];
  const run = runOf(
    [
      { type: 'object-written', at: 0, resource: 'Other', key: 'nobody-is-told', change: 'created' },
      { type: 'object-written', at: 0, resource: 'Uploads', key: 'a', change: 'created', eventId: 'n1' },
      { type: 'event-queued', at: 1, resource: 'Worker', eventId: 'e1', trigger: 's3', cause: 'n1' },
      ...fails(2),
      ...fails(10),
      { type: 'event-given-up', at: 12, resource: 'Worker', eventId: 'e1', reason: 'RetriesExhausted' },
    ],
    places,
  );
  assert.equal(run.orders, 1);
  assert.deepEqual(
    [0, 1, 2, 3, 12].map((at) => statesAt(run, at)[0]?.phase),
    ['unsent', 'waiting', 'working', 'waiting', 'dropped'],
  );
});

test('a row that nobody asked an API for begins an order, when its table’s stream carries it on', () => {
  const places: Place[] = [
    { kind: 'caller', name: 'Caller' },
    { kind: 'table', name: 'Orders', resource: 'Orders' },
    { kind: 'function', name: 'Worker', resource: 'Worker' },
    { kind: 'table', name: 'Done', resource: 'Done' },
  ];
  const run = runOf(
    [
      { type: 'item-written', at: 0, resource: 'Orders', key: 'id=1', change: 'inserted' },
      { type: 'item-written', at: 1, resource: 'Orders', key: 'id=2', change: 'inserted', eventId: 's1' },
      start(2, 'w1', ['s1']),
      { type: 'invocation-ended', at: 3, resource: 'Worker', invocationId: 'w1', outcome: 'failed' },
      start(4, 'w2', ['s1']),
      end(5, 'w2'),
    ],
    places,
  );
  assert.equal(run.orders, 1);
  assert.deepEqual(
    [0, 1, 2, 4].map((at) => statesAt(run, at)[0]?.phase),
    ['waiting', 'working', 'waiting', 'done'],
  );
});
