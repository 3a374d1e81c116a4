import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '#content/event.ts';
import { LivePipeline } from './live-pipeline.ts';

const enqueued = (messageId: string): CloudEvent => ({
  at: 0,
  type: 'message-enqueued',
  resource: 'Q',
  messageId,
});
const started = (invocationId: string, causes: string[]): CloudEvent => ({
  at: 0,
  type: 'invocation-started',
  resource: 'F',
  invocationId,
  trigger: 'sqs',
  causes,
  environmentId: 'e',
  coldStart: false,
});

test('counts what waits, what is worked on, and what was refused', () => {
  const live = new LivePipeline(['HTTP API', 'SQS', 'Lambda', 'DynamoDB']);
  for (const id of ['m1', 'm2', 'm3', 'm4']) live.note(enqueued(id));
  live.note(started('i1', ['m1', 'm2']));
  live.note({ at: 0, type: 'invocation-throttled', resource: 'F', trigger: 'sqs', causes: ['m3'] });
  live.note({ at: 0, type: 'message-dead-lettered', resource: 'Q', messageId: 'm4', to: 'D' });
  live.note({ at: 0, type: 'request-received', resource: 'A', requestId: 'r', method: 'POST', path: '/' });
  live.note({ at: 0, type: 'request-answered', resource: 'A', requestId: 'r', status: 429 });
  const text = live.lines(200).join('\n');
  assert.match(text, /HTTP API +→ SQS +→ Lambda +→ DynamoDB/);
  assert.match(text, /0 open, 1 answered \(1 refused\)/);
  assert.match(text, /1 waiting, 1 dead-lettered/);
  assert.match(text, /1 in flight, 1 throttled/);
});

test('a record waits in its stream until a batch with it succeeds, or is given up', () => {
  const live = new LivePipeline(['HTTP API', 'Lambda', 'Kinesis', 'Lambda', 'DynamoDB']);
  const record = { resource: 'S', shardId: 's', partitionKey: 'k' };
  for (const eventId of ['s:1', 's:2', 's:3']) live.note({ at: 0, type: 'record-put', eventId, ...record });
  live.note({ at: 0, type: 'record-refused', ...record });
  live.note(started('i1', ['s:1']));
  live.note({ at: 0, type: 'invocation-ended', resource: 'F', invocationId: 'i1', outcome: 'failed' });
  assert.match(live.lines(200).join('\n'), /3 waiting, 1 refused/);
  live.note(started('i2', ['s:1']));
  live.note({ at: 0, type: 'invocation-ended', resource: 'F', invocationId: 'i2', outcome: 'succeeded' });
  live.note({ at: 0, type: 'event-given-up', resource: 'F', eventId: 's:2', reason: 'RecordAgeExceeded' });
  assert.match(live.lines(200).join('\n'), /1 waiting, 1 refused/);
});

test('no line is longer than the terminal is wide', () => {
  const live = new LivePipeline(['HTTP API', 'SQS', 'Lambda', 'DynamoDB']);
  for (let index = 0; index < 500; index += 1) {
    live.note(enqueued(String(index)));
    live.sample();
  }
  for (const line of live.lines(40)) assert.ok([...line].length <= 40, line);
});
