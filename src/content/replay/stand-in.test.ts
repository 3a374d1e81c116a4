import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '#content/event.ts';
import type { Pipeline, Place } from '#content/pipeline.ts';
import { runOf } from './moments-of.ts';
import { placesForEvents } from './places.ts';
import { statesAt } from './state.ts';
import { toldByStandIn } from './told-by-stand-in.ts';

const caller: Place = { kind: 'caller', name: 'Caller' };
const balancer: Place = { kind: 'load-balancer', name: 'Load balancer', resource: 'balancer' };
const shop: Place = { kind: 'container', name: 'Shop', resource: 'shop' };
const table: Place = { kind: 'table', name: 'DynamoDB', resource: 'Orders' };
const places = [caller, balancer, shop];
const pipeline: Pipeline = {
  carries: 'request',
  paths: [
    {
      name: 'process',
      title: 'One process',
      answer: 'result',
      reply: '201',
      exchange: [...places, table],
      afterwards: [],
      inWords: ['One.', 'Two.'],
    },
  ],
};

const received = (at: number, requestId: string): CloudEvent => ({
  type: 'request-received',
  at,
  resource: 'balancer',
  requestId,
  method: 'POST',
  path: '/orders',
});
const started = (at: number, requestId: string): CloudEvent => ({
  type: 'invocation-started',
  at,
  resource: 'shop',
  invocationId: `work ${requestId}`,
  trigger: 'load-balancer',
  causes: [requestId],
  environmentId: 'shop 1',
  coldStart: false,
});
const ended = (
  at: number,
  requestId: string,
  outcome: 'succeeded' | 'crashed' | 'timed-out',
): CloudEvent => ({
  type: 'invocation-ended',
  at,
  resource: 'shop',
  invocationId: `work ${requestId}`,
  outcome,
});
const answered = (at: number, requestId: string, status: number): CloudEvent => ({
  type: 'request-answered',
  at,
  resource: 'balancer',
  requestId,
  status,
});
const taken = (at: number, requestId: string): CloudEvent[] => [
  received(at, requestId),
  started(at + 1, requestId),
  ended(at + 8, requestId, 'succeeded'),
  answered(at + 9, requestId, 201),
];
/** None of the processes takes it. */
const refused = (at: number, requestId: string, status: number): CloudEvent[] => [
  received(at, requestId),
  answered(at + 1, requestId, status),
];
const told = (events: CloudEvent[]): CloudEvent[] =>
  events.map((event) => ({ ...event, standIn: true as const }));

test('a table behind a stand-in is not drawn as if nothing came into it; behind the cloud it is', () => {
  const drawn = (events: CloudEvent[]) => {
    const found = placesForEvents(pipeline, events);
    return 'places' in found && found.places.map(({ name }) => name);
  };
  assert.deepEqual(drawn(taken(0, 'r1')), ['Caller', 'Load balancer', 'Shop', 'DynamoDB']);
  assert.deepEqual(drawn(told(taken(0, 'r1'))), ['Caller', 'Load balancer', 'Shop']);
});

test('what a stand-in answered is done and back at its caller; it does not rest in a process that may die', () => {
  const end = (events: CloudEvent[]) => {
    const [state] = statesAt(runOf(events, places, 'request'), Number.POSITIVE_INFINITY);
    return [state?.phase, state?.place];
  };
  assert.deepEqual(end(told(taken(0, 'r1'))), ['done', 0]);
  assert.deepEqual(end(taken(0, 'r1')), ['done', 2]);
});

test('it is said of which places a stand-in tells, and that what is stored is not known', () => {
  const { told: text } = toldByStandIn(told(taken(0, 'r1')), [...places, table], 'request');
  assert.match(text ?? '', /^A stand-in, not the cloud, tells of Load balancer and Shop\./);
  assert.match(text ?? '', /does not tell what is stored/);
  assert.deepEqual(toldByStandIn(taken(0, 'r1'), places, 'request'), {});
});

// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
test('502, 503 and 504 of requests that no process took mark the place behind the load balancer until it works again', () => {
  const run = runOf(
    told([
      received(0, 'r1'),
      started(1, 'r1'),
      ended(10, 'r1', 'crashed'),
      answered(10, 'r1', 502),
      ...refused(20, 'r2', 502),
      ...refused(30, 'r3', 503),
      ...refused(40, 'r4', 504),
      ...taken(50, 'r5'),
      ...refused(70, 'r6', 502),
    ]),
    places,
    'request',
  );
  assert.deepEqual(run.broken, [
    { place: 2, how: 'dies', fromMs: 1, toMs: 10 },
    { place: 2, how: 'takes no request', fromMs: 21, toMs: 41 },
    { place: 2, how: 'takes no request', fromMs: 71, toMs: 71 },
  ]);
});

test('no place is marked for what the cloud’s own load balancer answers, or where several may have been meant', () => {
  const broken = (events: CloudEvent[], at: Place[]) => runOf(events, at, 'request').broken;
  assert.deepEqual(broken(refused(0, 'r1', 502), places), []);
  const other: Place = { kind: 'container', name: 'Other', resource: 'other' };
  assert.deepEqual(broken(told(refused(0, 'r1', 502)), [...places, other]), []);
});

test('a process that answers 502 by itself has taken the request', () => {
  const events = told([
    received(0, 'r1'),
    started(1, 'r1'),
    ended(2, 'r1', 'succeeded'),
    answered(2, 'r1', 502),
  ]);
  assert.deepEqual(runOf(events, places, 'request').broken, []);
});
