import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '#content/event.ts';
import type { Place } from '#content/pipeline.ts';
import { countsAt } from './counts.ts';
import { runOf } from './moments-of.ts';
import { statesAt } from './state.ts';

const places: Place[] = [
  { kind: 'caller', name: 'Caller' },
  { kind: 'api', name: 'HTTP API', resource: 'Api' },
  { kind: 'function', name: 'Accept', resource: 'Accept' },
  { kind: 'topic', name: 'SNS', resource: 'Topic' },
  { kind: 'queue', name: 'SQS', resource: 'Queue' },
  { kind: 'function', name: 'Mailer', resource: 'Mailer' },
  { kind: 'function', name: 'Shipping', resource: 'Shipping' },
  { kind: 'table', name: 'Effects', resource: 'Effects' },
];
const end = Number.POSITIVE_INFINITY;

const request = (at: number, requestId: string, method = 'POST', path = '/orders'): CloudEvent => ({
  type: 'request-received',
  at,
  resource: 'Api',
  requestId,
  method,
  path,
});
const answer = (at: number, requestId: string, status = 202): CloudEvent => ({
  type: 'request-answered',
  at,
  resource: 'Api',
  requestId,
  status,
});
const start = (
  at: number,
  resource: string,
  invocationId: string,
  causes: string[],
  trigger: 'http-api' | 'sns' | 'sqs' | 'kinesis' | 'invoke' = 'http-api',
): CloudEvent => ({
  type: 'invocation-started',
  at,
  resource,
  invocationId,
  trigger,
  causes,
  environmentId: 'environment-1',
  coldStart: false,
});
const ended = (
  at: number,
  resource: string,
  invocationId: string,
  outcome: 'succeeded' | 'failed' | 'crashed' = 'succeeded',
): CloudEvent => ({ type: 'invocation-ended', at, resource, invocationId, outcome });
const published = (at: number, eventId: string, invocationId: string): CloudEvent => ({
  type: 'event-published',
  at,
  resource: 'Topic',
  eventId,
  invocationId,
});
const enqueued = (at: number, messageId: string, cause: string): CloudEvent => ({
  type: 'message-enqueued',
  at,
  resource: 'Queue',
  messageId,
  cause,
});
const received = (at: number, messageId: string, receiveCount = 1): CloudEvent => ({
  type: 'message-received',
  at,
  resource: 'Queue',
  messageId,
  receiveCount,
});
const deleted = (at: number, messageId: string): CloudEvent => ({
  type: 'message-deleted',
  at,
  resource: 'Queue',
  messageId,
});
const written = (at: number, invocationId: string): CloudEvent => ({
  type: 'item-written',
  at,
  resource: 'Effects',
  key: 'orderId=1',
  invocationId,
});

/** One order that is published once, for a function and for a queue. */
const fannedOut: CloudEvent[] = [
  request(0, 'r1'),
  start(1, 'Accept', 'a1', ['r1']),
  published(2, 'n1', 'a1'),
  { type: 'event-queued', at: 3, resource: 'Mailer', eventId: 'e1', trigger: 'sns', cause: 'n1' },
  enqueued(3, 'm1', 'n1'),
  start(4, 'Mailer', 'e1', ['n1'], 'sns'),
  ended(5, 'Accept', 'a1'),
  answer(6, 'r1'),
];

test('what a topic hands on to several is a copy for each, and each goes its own way', () => {
  const run = runOf(
    [
      ...fannedOut,
      ended(7, 'Mailer', 'e1', 'failed'),
      received(8, 'm1'),
      start(9, 'Shipping', 's1', ['m1'], 'sqs'),
      written(10, 's1'),
      ended(11, 'Shipping', 's1'),
      deleted(12, 'm1'),
    ],
    places,
  );
  assert.equal(run.orders, 1);
  assert.deepEqual(
    run.copies.map(({ order, name }) => `${order} ${name}`),
    ['1 1', '1 1b'],
  );
  assert.deepEqual(
    statesAt(run, end).map(({ phase, place }) => `${phase} ${places[place]?.name}`),
    ['waiting Mailer', 'done Effects'],
  );
  const { arrived, done, stuck } = countsAt(run, end);
  assert.deepEqual({ arrived, done, stuck }, { arrived: 1, done: 1, stuck: 1 });
});

test('an order that has gone on is not done when the message before is deleted, and comes again when it was not', () => {
  const handedOn: CloudEvent[] = [
    enqueued(0, 'm1', 'nobody'),
    received(1, 'm1'),
    start(2, 'Mailer', 'i1', ['m1'], 'sqs'),
    published(3, 'n1', 'i1'),
    enqueued(4, 'm2', 'n1'),
    ended(5, 'Mailer', 'i1'),
  ];
  const [goneOn] = statesAt(runOf([...handedOn, deleted(6, 'm1')], places), end);
  assert.equal(goneOn?.phase, 'waiting');
  const again = runOf(
    [
      ...handedOn,
      { type: 'message-returned', at: 6, resource: 'Queue', messageId: 'm1', receiveCount: 1 },
      received(7, 'm1', 2),
    ],
    places,
  );
  assert.deepEqual(
    statesAt(again, end).map(({ phase }) => phase),
    ['waiting', 'in-flight'],
  );
});

test('an event of which nobody is told is lost, once its caller has the receipt', () => {
  const events: CloudEvent[] = [
    request(0, 'r1'),
    start(1, 'Accept', 'a1', ['r1']),
    published(2, 'n1', 'a1'),
    ended(3, 'Accept', 'a1'),
    answer(4, 'r1'),
  ];
  const run = runOf(events, places);
  assert.equal(statesAt(run, end)[0]?.phase, 'unheard');
  assert.equal(countsAt(run, end).lost, 1);
});

test('what two invocations of a function have stored is duplicated', () => {
  const run = runOf(
    [
      enqueued(0, 'm1', 'nobody'),
      received(1, 'm1'),
      start(2, 'Shipping', 'i1', ['m1'], 'sqs'),
      written(3, 'i1'),
      ended(4, 'Shipping', 'i1', 'crashed'),
      received(10, 'm1', 2),
      start(11, 'Shipping', 'i2', ['m1'], 'sqs'),
      written(12, 'i2'),
      ended(13, 'Shipping', 'i2'),
      deleted(14, 'm1'),
    ],
    places,
  );
  assert.equal(countsAt(run, 9).duplicated, 0);
  assert.equal(countsAt(run, end).duplicated, 1);
  assert.deepEqual(run.broken, [{ place: 6, how: 'dies', fromMs: 2, toMs: 4 }]);
});

test('a fault that strikes no order is drawn from its first strike to its last', () => {
  const down = (at: number): CloudEvent => ({
    type: 'fault-injected',
    at,
    resource: 'Effects',
    fault: 'down',
  });
  const run = runOf([request(0, 'r1'), down(10), down(30), answer(40, 'r1', 500)], places);
  assert.deepEqual(run.broken, [{ place: 7, how: 'down', injected: true, fromMs: 10, toMs: 30 }]);
});

test('a record that is tried again is not done, although the invocation for its batch succeeded', () => {
  const streamed: Place[] = places.map((place) =>
    place.kind === 'topic' ? { kind: 'stream', name: 'Kinesis', resource: 'Readings' } : place,
  );
  const put = (eventId: string): CloudEvent => ({
    type: 'record-put',
    at: 2,
    resource: 'Readings',
    eventId,
    shardId: 'shard-1',
    partitionKey: 'a',
    invocationId: 'a1',
  });
  const run = runOf(
    [
      request(0, 'r1'),
      start(1, 'Accept', 'a1', ['r1']),
      put('s1'),
      put('s2'),
      start(3, 'Mailer', 'i1', ['s1', 's2'], 'kinesis'),
      ended(4, 'Mailer', 'i1'),
      start(5, 'Mailer', 'i2', ['s2'], 'kinesis'),
      ended(6, 'Mailer', 'i2', 'failed'),
    ],
    streamed,
  );
  assert.deepEqual(
    [4, 6].map((at) => statesAt(run, at).map(({ phase }) => phase)),
    [
      ['done', 'waiting'],
      ['done', 'waiting'],
    ],
  );
});

test('a function that another calls gives the order back to it', () => {
  const run = runOf(
    [
      request(0, 'r1'),
      start(1, 'Accept', 'a1', ['r1']),
      start(2, 'Mailer', 'b1', ['a1'], 'invoke'),
      ended(3, 'Mailer', 'b1'),
      ended(4, 'Accept', 'a1'),
      answer(5, 'r1', 201),
    ],
    places,
  );
  assert.deepEqual(
    [2, 3, 5].map((at) => statesAt(run, at).map(({ phase, place }) => `${phase} ${place}`)[0]),
    ['working 5', 'working 2', 'done 2'],
  );
});

test('questions and pushes beside what travels are called what they are', () => {
  const pushed: CloudEvent = {
    type: 'request-received',
    at: 4,
    resource: 'Api',
    requestId: 'p1',
    method: 'POST',
    path: '/live/@connections/abc',
    invocationId: 'a1',
  };
  const run = runOf(
    [
      request(0, 'r1'),
      start(1, 'Accept', 'a1', ['r1']),
      request(2, 'r2', 'GET', '/orders/1b2c'),
      request(3, 'r3', 'POST', '/events'),
      pushed,
      answer(5, 'p1', 410),
    ],
    places,
  );
  assert.deepEqual(
    run.copies.map(({ word, name }) => `${word} ${name}`),
    ['order 1', 'GET 2', 'event 3'],
  );
  assert.deepEqual(
    run.moments.map(({ kind, request: text }) => [kind, text]),
    [
      ['received', 'POST /orders'],
      ['started', undefined],
      ['received', 'GET /orders/…'],
      ['received', 'POST /events'],
      ['pushed', 'POST /live/@connections/abc'],
      ['push-answered', undefined],
    ],
  );
});
