import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '#content/event.ts';
import { operationsOf } from './operations.ts';

type Told = CloudEvent extends infer Event ? (Event extends CloudEvent ? Omit<Event, 'at'> : never) : never;

const happened = (...events: Told[]) =>
  operationsOf(events.map((event, at) => ({ ...event, at }) as CloudEvent));
const started = (invocationId: string, causes: string[]): Told => ({
  type: 'invocation-started',
  resource: 'Worker',
  invocationId,
  causes,
  trigger: 'sqs',
  environmentId: 'e',
  coldStart: false,
});
const sent = (messageId: string, bytes: number): Told => ({
  type: 'message-enqueued',
  resource: 'Queue',
  messageId,
  bytes,
});
const deleted = (messageId: string): Told => ({ type: 'message-deleted', resource: 'Queue', messageId });
const polled = (messages: number, bytes: number): Told => ({
  type: 'queue-polled',
  resource: 'Queue',
  messages,
  bytes,
});

test('each started 64 KB of a send and of a receive is a request, and an empty receive is one', () => {
  const { sends, receives, emptyReceives } = happened(
    sent('a', 100),
    sent('b', 64 * 1024),
    sent('c', 64 * 1024 + 1),
    polled(3, 128 * 1024 + 101),
    polled(0, 0),
  );
  assert.deepEqual({ sends, receives, emptyReceives }, { sends: 4, receives: 3, emptyReceives: 1 });
});

test('a batch is deleted with a request for each ten of its messages, also when it was received before', () => {
  const ids = Array.from({ length: 12 }, (_, index) => `m${index}`);
  const { deletes, invocations } = happened(
    started('first', ids),
    started('second', ids),
    started('third', ['alone']),
    ...[...ids, 'alone'].map(deleted),
  );
  assert.deepEqual({ deletes, invocations }, { deletes: 3, invocations: 3 });
});

test('a record is a PUT payload unit for each started 25 KB, however it was put', () => {
  const put = (bytes: number): Told => ({
    type: 'record-put',
    resource: 'Stream',
    eventId: `e${bytes}`,
    shardId: 's',
    partitionKey: 'k',
    bytes,
  });
  assert.equal(happened(put(80), put(25 * 1024), put(26 * 1024)).putUnits, 4);
});

test('what functions take from a table counts, and what an experiment reads from outside does not', () => {
  const taken = (readUnits: number, writeUnits: number, invocationId?: string): Told => ({
    type: 'capacity-consumed',
    resource: 'Orders',
    operation: 'PutItem',
    readUnits,
    writeUnits,
    invocationId,
  });
  const { readUnits, writeUnits } = happened(taken(0, 1, 'i'), taken(0.5, 0, 'i'), taken(40, 0));
  assert.deepEqual({ readUnits, writeUnits }, { readUnits: 0.5, writeUnits: 1 });
});
