import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '#content/event.ts';
import type { Path, Place } from '#content/pipeline.ts';
import { countsAt } from './counts.ts';
import { runOf } from './moments-of.ts';
import { havePlaces } from './place-of.ts';
import { placesForEvents } from './places.ts';
import { statesAt } from './state.ts';

const places: Place[] = [
  { kind: 'caller', name: 'Caller' },
  { kind: 'queue', name: 'SQS', resource: 'Queue' },
  { kind: 'container', name: 'ECS tasks', resource: 'Service' },
  { kind: 'table', name: 'Work' },
];
const path: Path = {
  name: 'containers',
  title: 'Containers poll',
  answer: 'receipt',
  reply: 'stored',
  exchange: places.slice(0, 2),
  afterwards: places.slice(2),
  inWords: ['One.', 'Two.'],
};

const message = (type: 'message-enqueued' | 'message-deleted', at: number, messageId = 'm1'): CloudEvent => ({
  type,
  at,
  resource: 'Queue0C43BF4B',
  messageId,
});
const received = (at: number, receiveCount: number): CloudEvent => ({
  type: 'message-received',
  at,
  resource: 'Queue0C43BF4B',
  messageId: 'm1',
  receiveCount,
});
const returned: CloudEvent = {
  type: 'message-returned',
  at: 20,
  resource: 'Queue0C43BF4B',
  messageId: 'm1',
  receiveCount: 1,
};
const alarm: CloudEvent = {
  type: 'alarm-changed',
  at: 5,
  resource: 'Alarm',
  eventId: 'a1',
  from: 'OK',
  to: 'ALARM',
  reason: 'one datapoint',
};
const told: CloudEvent = {
  type: 'event-published',
  at: 6,
  resource: 'default',
  eventId: 'b1',
  cause: 'a1',
};

test('a message that a worker polls by itself is in its hand until it is deleted or visible again', () => {
  const run = runOf(
    [
      message('message-enqueued', 0),
      received(10, 1),
      returned,
      received(30, 2),
      message('message-deleted', 40),
    ],
    places,
  );
  assert.deepEqual(
    [0, 10, 20, 30, 40].map(
      (at) =>
        statesAt(run, at).map(
          ({ phase, place, receives }) => `${phase} ${places[place]?.name} ${receives}`,
        )[0],
    ),
    ['waiting SQS 0', 'in-hand ECS tasks 1', 'waiting SQS 1', 'in-hand ECS tasks 2', 'done Work 2'],
  );
  assert.deepEqual([countsAt(run, 10).inFlight, countsAt(run, 20).inFlight], [1, 0]);
});

test('a message in the hand of a worker that nothing is heard of any more is stuck', () => {
  const run = runOf([message('message-enqueued', 0), received(10, 1)], places);
  assert.equal(countsAt(run, 10).stuck, 1);
});

test('workers are drawn behind the queue that they poll, although no event happens to them; behind no other', () => {
  const namesFor = (paths: Path[]) => {
    const found = placesForEvents({ carries: 'order', paths }, [message('message-enqueued', 0), alarm, told]);
    assert.ok('places' in found);
    return found.places.map(({ name }) => name);
  };
  assert.deepEqual(namesFor([path]), ['Caller', 'SQS', 'ECS tasks', 'Work']);
  const [caller, queue] = places as [Place, Place];
  const asked: Place = { kind: 'provider', name: 'Payment provider' };
  assert.deepEqual(namesFor([{ ...path, exchange: [caller, asked, queue], afterwards: [] }]), [
    'Caller',
    'SQS',
  ]);
});

test('what an alarm puts on the bus of the account is no order and needs no place, unless something came of it', () => {
  const events = [message('message-enqueued', 0), alarm, told];
  assert.equal(runOf(events, places).orders, 1);
  assert.ok(havePlaces(places, events));
  const heard: CloudEvent = {
    type: 'message-enqueued',
    at: 7,
    resource: 'Queue0C43BF4B',
    messageId: 'm2',
    cause: 'b1',
  };
  assert.equal(runOf([...events, heard], places).orders, 2);
  assert.ok(!havePlaces(places, [...events, heard]));
});
