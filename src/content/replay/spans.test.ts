import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '#content/event.ts';
import type { Place } from '#content/pipeline.ts';
import { countsAt } from './counts.ts';
import { runOf } from './moments-of.ts';
import { spansOf } from './spans.ts';

const places: Place[] = [
  { kind: 'caller', name: 'Caller' },
  { kind: 'api', name: 'HTTP API', resource: 'Api' },
  { kind: 'function', name: 'Lambda', resource: 'Worker' },
  { kind: 'table', name: 'DynamoDB', resource: 'Orders' },
];
const request = (at: number, requestId: string): CloudEvent => ({
  type: 'request-received',
  at,
  resource: 'Api',
  requestId,
  method: 'POST',
  path: '/orders',
});
const start = (at: number, invocationId: string, cause: string, coldStart: boolean): CloudEvent => ({
  type: 'invocation-started',
  at,
  resource: 'Worker',
  invocationId,
  trigger: 'http-api',
  causes: [cause],
  environmentId: `environment-of-${invocationId}`,
  coldStart,
});
const marksOf = (events: CloudEvent[]) => spansOf(runOf(events, places)).map(({ marks }) => marks);

test('an invocation that an environment was started for has a mark, and each is counted', () => {
  const events = [
    request(0, 'r1'),
    request(0, 'r2'),
    request(0, 'r3'),
    start(5, 'i1', 'r1', true),
    start(5, 'i2', 'r2', true),
    start(5, 'i3', 'r3', false),
  ];
  assert.deepEqual(marksOf(events), [[{ kind: 'cold', atMs: 5 }], [{ kind: 'cold', atMs: 5 }], []]);
  const run = runOf(events, places);
  assert.deepEqual([countsAt(run, 4).coldStarts, countsAt(run, 5).coldStarts], [0, 2]);
});

test('who lies in a dead-letter queue has a stretch there, and is lost when its retention is over', () => {
  const queue: Place = { kind: 'queue', name: 'SQS', resource: 'Queue' };
  const dead: Place = { kind: 'dead-letters', name: 'Dead letters', resource: 'Dead' };
  const message = { resource: 'Queue', messageId: 'm1' };
  const [way] = spansOf(
    runOf(
      [
        { ...message, type: 'message-enqueued', at: 0 },
        { ...message, type: 'message-dead-lettered', at: 10, to: 'Dead' },
        { ...message, type: 'message-expired', at: 50, resource: 'Dead' },
        { ...message, type: 'message-enqueued', at: 90, messageId: 'm2' },
      ],
      [queue, dead],
    ),
  );
  assert.deepEqual(way?.spans, [
    { phase: 'waiting', fromMs: 0, toMs: 10 },
    { phase: 'dead', fromMs: 10, toMs: 50 },
  ]);
  assert.deepEqual([way?.last.phase, way?.lastMs], ['expired', 50]);
});

test('a write that the table refuses for want of capacity has the mark of a throttle', () => {
  const refused: CloudEvent = {
    type: 'capacity-throttled',
    at: 6,
    resource: 'Orders',
    operation: 'PutItem',
    invocationId: 'i1',
  };
  assert.deepEqual(marksOf([request(0, 'r1'), start(1, 'i1', 'r1', false), refused]), [
    [{ kind: 'throttled', atMs: 6 }],
  ]);
});

test('each call of a table that was made to fail has a mark; a function that was made to fail shows how it ended', () => {
  const failed = (at: number, resource: string, fault: 'fail' | 'slow' = 'fail'): CloudEvent => ({
    ...{ type: 'fault-injected', at, resource, fault, id: 'i1' },
  });
  const events = [request(0, 'r1'), start(1, 'i1', 'r1', false)];
  assert.deepEqual(
    marksOf([
      ...events,
      failed(6, 'Orders'),
      failed(7, 'Orders', 'slow'),
      failed(30, 'Orders'),
      failed(31, 'Worker'),
    ]),
    [
      [
        { kind: 'failed-call', atMs: 6 },
        { kind: 'failed-call', atMs: 30 },
      ],
    ],
  );
});
