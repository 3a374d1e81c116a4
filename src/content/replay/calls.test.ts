import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '#content/event.ts';
import type { Place } from '#content/pipeline.ts';
import { countsAt, timesAt } from './counts.ts';
import { runOf } from './moments-of.ts';
import { spansOf } from './spans.ts';
import { statesAt } from './state.ts';

/** A page that asks two services through the gateway that it stands behind. */
const places: Place[] = [
  { kind: 'caller', name: 'Caller' },
  { kind: 'api', name: 'HTTP API', resource: 'Api' },
  { kind: 'function', name: 'Page', resource: 'Page' },
  { kind: 'function', name: 'Price', resource: 'Price' },
  { kind: 'function', name: 'Stock', resource: 'Stock' },
];
const [caller, api, page, price, stock] = places.keys();

const received = (at: number, requestId: string, cause?: string): CloudEvent => ({
  ...{ type: 'request-received', at, resource: 'Api', requestId, method: 'GET', path: `/${requestId}` },
  ...(cause !== undefined && { cause }),
});
const answered = (at: number, requestId: string, status = 200): CloudEvent => ({
  ...{ type: 'request-answered', at, resource: 'Api', requestId, status },
});
const started = (at: number, resource: string, cause: string): CloudEvent => ({
  ...{ type: 'invocation-started', at, resource, invocationId: `work on ${cause}`, trigger: 'http-api' },
  ...{ causes: [cause], environmentId: 'environment', coldStart: false },
});
const ended = (
  at: number,
  resource: string,
  cause: string,
  outcome: 'succeeded' | 'failed' = 'succeeded',
): CloudEvent => ({
  ...{ type: 'invocation-ended', at, resource, invocationId: `work on ${cause}`, outcome },
});

const work = (from: number, to: number, resource: string, id: string): CloudEvent[] => [
  received(from, id, 'page'),
  started(from + 1, resource, id),
  ended(to - 1, resource, id),
  answered(to, id),
];
const run = (...calls: CloudEvent[]) =>
  runOf(
    [
      ...[received(0, 'page'), started(1, 'Page', 'page'), ...calls],
      ...[ended(90, 'Page', 'page'), answered(91, 'page')],
    ].sort((a, b) => a.at - b.at),
    places,
    'request',
  );
const serial = run(...work(10, 30, 'Price', 'price'), ...work(40, 80, 'Stock', 'stock'));

test('a request that came with the trace of another is a call of the function that works on that one', () => {
  assert.equal(serial.orders, 1);
  assert.deepEqual(
    serial.copies.map(({ order, name, call }) => [order, name, call]),
    [
      [1, '1', undefined],
      [1, '1b', true],
      [1, '1c', true],
    ],
  );
  const [call] = serial.moments.filter(({ kind }) => kind === 'called');
  assert.deepEqual([call?.place, call?.from, call?.request], [api, page, 'GET /price']);
  assert.equal(serial.moments.find(({ kind, copies }) => kind === 'answered' && copies[0] === 2)?.from, page);
});

test('while its function waits for a call, a request stands in the function, and its call where that is', () => {
  const standing = (atMs: number) => statesAt(serial, atMs).map(({ phase, place }) => [phase, place]);
  assert.deepEqual(standing(20), [
    ['working', page],
    ['working', price],
    ['unsent', caller],
  ]);
  assert.deepEqual(standing(41), [
    ['working', page],
    ['done', price],
    ['working', stock],
  ]);
  assert.deepEqual(standing(91)[0], ['done', page]);
});

test('calls one after the other have bars one after the other, without a caller’s wait, timed from their own begin', () => {
  const [order, ...calls] = spansOf(serial);
  assert.deepEqual(order?.caller, { fromMs: 0, toMs: 91 });
  assert.deepEqual(
    calls.map(({ caller: waits, spans, arrivedMs, answeredMs }) => [
      waits,
      spans.filter(({ phase }) => phase === 'working').map(({ fromMs, toMs }) => [fromMs, toMs]),
      [arrivedMs, answeredMs],
    ]),
    [
      [undefined, [[11, 30]], [10, 30]],
      [undefined, [[41, 80]], [40, 80]],
    ],
  );
});

test('a call that is refused is back at the function that made it; its request goes on', () => {
  const refused = run(received(10, 'stock', 'page'), answered(12, 'stock', 503));
  assert.deepEqual(
    statesAt(refused, 20).map(({ phase, place, status }) => [phase, place, status]),
    [
      ['working', page, undefined],
      ['refused', page, 503],
    ],
  );
  assert.deepEqual(statesAt(refused, 91)[0]?.phase, 'done');
});

test('calls count neither as callers who wait nor among what was done or refused, nor do their times', () => {
  const refused = run(
    ...work(10, 30, 'Price', 'price'),
    received(40, 'stock', 'page'),
    answered(41, 'stock', 503),
  );
  const { arrived, open, inFlight, done, refused: errors, stuck } = countsAt(refused, 20);
  assert.deepEqual([arrived, open, inFlight, done, errors, stuck], [1, 1, 1, 0, 0, 0]);
  const end = countsAt(refused, 100);
  assert.deepEqual([end.open, end.inFlight, end.done, end.refused], [0, 0, 1, 0]);
  assert.deepEqual(timesAt(spansOf(refused), 'answeredMs', 100)?.count, 1);
});

test('a call whose request is not in what was kept is a request of its own', () => {
  const alone = runOf([received(0, 'price', 'page'), answered(5, 'price')], places, 'request');
  assert.deepEqual([alone.orders, alone.copies[0]?.call], [1, undefined]);
});

test('a function that is made to fail fails for one stretch, whether the fault is told or how it ended', () => {
  const { broken } = run(
    received(10, 'stock', 'page'),
    { type: 'fault-injected', at: 11, resource: 'Stock', fault: 'fail', id: 'work on stock' },
    started(12, 'Stock', 'stock'),
    ended(15, 'Stock', 'stock', 'failed'),
    answered(16, 'stock', 500),
  );
  assert.deepEqual(broken, [{ place: stock, how: 'fails', injected: true, fromMs: 11, toMs: 15 }]);
});
