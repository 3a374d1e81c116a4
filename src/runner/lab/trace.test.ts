import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '#content/event.ts';
import { compactTrace, sampledTrace } from './trace.ts';

/** Orders that come in, wait in a queue and are stored, two to a batch. */
function orders(count: number): CloudEvent[] {
  const accepted = Array.from({ length: count }, (_, index): CloudEvent[] => [
    { at: index, type: 'request-received', resource: 'A', requestId: `r${index}`, method: 'POST', path: '/' },
    { at: index, type: 'message-enqueued', resource: 'Q', messageId: `m${index}`, requestId: `r${index}` },
  ]);
  const worked = Array.from({ length: count / 2 }, (_, index): CloudEvent[] => [
    {
      at: 1000 + index,
      type: 'invocation-started',
      resource: 'F',
      invocationId: `i${index}`,
      trigger: 'sqs',
      causes: [`m${2 * index}`, `m${2 * index + 1}`],
      environmentId: 'e',
      coldStart: false,
    },
    { at: 1001 + index, type: 'item-written', resource: 'T', key: 'k', invocationId: `i${index}` },
  ]);
  return [...accepted, ...worked].flat();
}

test('a short trace is kept whole', () => {
  const { events, sampled } = compactTrace(orders(10), 2);
  assert.equal(events.length, 30);
  assert.doesNotMatch(sampled, /orders/);
});

test('of a long trace some orders are kept, each from its begin to its end, and it says how many', () => {
  const { events, sampled } = compactTrace(orders(400), 2);
  assert.ok(events.length <= 200, `${events.length} events`);
  const received = events.filter(({ type }) => type === 'request-received').length;
  assert.match(sampled, new RegExp(`${received} of 400 orders`));
  assert.equal(events.filter(({ type }) => type === 'message-enqueued').length, received);
  assert.equal(events.flatMap((event) => ('causes' in event ? event.causes : [])).length, received);
  assert.ok(events.some(({ type }) => type === 'item-written'));
});

test('of a fault that strikes no order the first and the last strike are kept, and it counts as no order', () => {
  const strikes = Array.from(
    { length: 9 },
    (_, index): CloudEvent => ({ at: 100 + index, type: 'fault-injected', resource: 'T', fault: 'down' }),
  );
  const { events, sampled } = compactTrace([...orders(400), ...strikes], 2);
  assert.deepEqual(
    events.flatMap(({ type, at }) => (type === 'fault-injected' ? at : [])),
    [100, 108],
  );
  assert.match(sampled, /of 400 orders/);
});

test('an alarm, and what it puts on the bus of the account, is no order', () => {
  const alarms = Array.from({ length: 9 }, (_, index): CloudEvent[] => [
    {
      at: 100 + index,
      type: 'alarm-changed',
      resource: 'L',
      eventId: `a${index}`,
      from: 'OK',
      to: 'ALARM',
      reason: 'one datapoint',
    },
    {
      at: 100 + index,
      type: 'event-published',
      resource: 'default',
      eventId: `b${index}`,
      cause: `a${index}`,
    },
  ]);
  const { events, sampled } = compactTrace([...alarms.flat(), ...orders(400)], 2);
  assert.match(sampled, /of 400 orders/);
  assert.ok(events.every(({ type }) => type !== 'event-published'));
});

test('an execution belongs to the order that started it, by a short id', () => {
  const execution = (index: number): CloudEvent[] => [
    {
      at: index,
      type: 'request-received',
      resource: 'A',
      requestId: `r${index}`,
      method: 'POST',
      path: '/',
    },
    {
      at: index,
      type: 'execution-started',
      resource: 'M',
      executionId: `x-${index}`,
      name: 'n',
      causes: [`r${index}`],
    },
    { at: 500 + index, type: 'execution-ended', resource: 'M', executionId: `x-${index}`, outcome: 'failed' },
  ];
  const { events, sampled } = compactTrace(
    Array.from({ length: 400 }, (_, index) => execution(index)).flat(),
    2,
  );
  const received = events.filter(({ type }) => type === 'request-received').length;
  assert.match(sampled, new RegExp(`${received} of 400 orders`));
  assert.equal(events.filter(({ type }) => type === 'execution-ended').length, received);
  assert.ok(events.every((event) => !('executionId' in event) || event.executionId.startsWith('execution-')));
});

test('an order that is wanted is kept, whatever else is left out, and those that are kept are named in their order', () => {
  const { trace, kept } = sampledTrace(orders(400), { mostEvents: 100, always: new Set(['r7', 'r399']) });
  assert.ok(kept.includes('r7') && kept.includes('r399'));
  assert.deepEqual(
    kept,
    kept.toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1))),
  );
  assert.equal(trace.events.filter(({ type }) => type === 'request-received').length, kept.length);
});
