import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '#content/event.ts';
import { compactTrace } from './trace.ts';

/** A request every 10 ms, each worked on for 25 ms, and one of them for `/crash`. */
const requests = (count: number, crash: number): CloudEvent[] =>
  Array.from({ length: count }, (_, index): CloudEvent[] => {
    const common = { resource: 'A', requestId: `r${index}` };
    const path = index === crash ? '/crash' : '/products';
    return [
      { at: 10 * index, type: 'request-received', ...common, method: 'GET', path },
      { at: 10 * index + 25, type: 'request-answered', ...common, status: path === '/crash' ? 502 : 200 },
    ];
  })
    .flat()
    .sort((a, b) => a.at - b.at);

const stretch = { path: '/crash', beforeMs: 100, afterMs: 400 };

test('of a stretch the orders are kept that came in it, each to its end, and it is named', () => {
  const { events, sampled } = compactTrace(requests(900, 507), 1, stretch);
  const received = events.filter(({ type }) => type === 'request-received');
  assert.deepEqual([received[0]?.at, received.at(-1)?.at, received.length], [4970, 5470, 51]);
  assert.equal(events.filter(({ type }) => type === 'request-answered').length, 51);
  assert.match(sampled, /The orders, from 100 ms before the first request for \/crash to 400 ms after it\./);
});

test('a stretch that begins with its request says so', () => {
  const { sampled } = compactTrace(requests(900, 507), 1, { ...stretch, beforeMs: 0 });
  assert.match(sampled, /The orders, from the first request for \/crash to 400 ms after it\./);
});

test('where a stretch is too long some of its orders are kept, and always the one that it is about', () => {
  const { events, sampled } = compactTrace(requests(900, 507), 10, stretch);
  const received = events.filter((event) => event.type === 'request-received');
  assert.ok(received.some(({ path }) => path === '/crash'));
  assert.match(
    sampled,
    new RegExp(`${received.length} of 51 orders, evenly spread over their arrival, from 100 ms`),
  );
});

test('where no request for the path came the trace is of the whole run', () => {
  const { sampled } = compactTrace(requests(900, -1), 1, stretch);
  assert.match(sampled, /of 900 orders, evenly spread over their arrival\./);
});

test('what a stand-in told is said to be so', () => {
  const told = requests(3, 1).map((event) => ({ ...event, standIn: true as const }));
  const { events, sampled } = compactTrace(told, 1, stretch);
  assert.match(sampled, /A stand-in tells of A\./);
  assert.ok(events.every(({ standIn }) => standIn));
});

/** A page every 20 ms, whose function asks a service for a part of it; the service of one page fails. */
const pages = (count: number, failing: number): CloudEvent[] =>
  Array.from({ length: count }, (_, index): CloudEvent[] => {
    const [page, part, work, at] = [`page${index}`, `part${index}`, `work${index}`, 20 * index];
    const received = { type: 'request-received', resource: 'A', method: 'GET' } as const;
    return [
      { at, ...received, requestId: page, path: '/page' },
      { at: at + 5, ...received, requestId: part, path: '/part', cause: page },
      ...(index === failing
        ? [{ at: at + 6, type: 'fault-injected', resource: 'F', fault: 'fail', id: work } as const]
        : []),
      {
        ...{ at: at + 6, type: 'invocation-started', resource: 'F', invocationId: work },
        ...{ trigger: 'http-api', causes: [part], environmentId: 'e', coldStart: false },
      },
      { at: at + 9, type: 'request-answered', resource: 'A', requestId: part, status: 200 },
      { at: at + 10, type: 'request-answered', resource: 'A', requestId: page, status: 200 },
    ];
  }).flat();

test('a stretch can be around the first strike of a fault; calls of functions belong to what was asked for', () => {
  const { events, sampled } = compactTrace(pages(100, 52), 1, { fault: 'fail', beforeMs: 100, afterMs: 40 });
  const received = events.filter((event) => event.type === 'request-received');
  assert.deepEqual(
    received.map(({ path, cause }) => (cause ? cause : path)),
    // From 946 to 1086 ms: pages 48 to 54, with a call each. Page 47 came before; its call did not.
    Array.from({ length: 7 }, (_, index) => ['/page', `request-${2 * index + 1}`]).flat(),
  );
  assert.match(sampled, /The orders, from 100 ms before the first fault \(fail\) to 40 ms after it\./);
});

test('the order that a fault struck is kept, whatever else is left out', () => {
  const { events } = compactTrace(pages(100, 53), 10, { fault: 'fail', beforeMs: 1000, afterMs: 800 });
  const [struck] = events.filter((event) => event.type === 'fault-injected');
  assert.ok(events.some((event) => event.type === 'invocation-started' && event.invocationId === struck?.id));
  const received = events.filter((event) => event.type === 'request-received');
  const [asked, made] = ['/page', '/part'].map(
    (path) => received.filter((each) => each.path === path).length,
  );
  assert.equal(asked, made);
});

test('a stretch can be around a later strike of its fault', () => {
  const strikes = [300, 700, 1500].map(
    (at): CloudEvent => ({ at, type: 'fault-injected', resource: 'T', fault: 'fail' }),
  );
  const events = [...requests(300, -1), ...strikes].sort((a, b) => a.at - b.at);
  const { events: kept, sampled } = compactTrace(events, 1, {
    ...{ fault: 'fail', strike: 2, beforeMs: 100, afterMs: 50 },
  });
  const received = kept.filter(({ type }) => type === 'request-received');
  assert.deepEqual([received[0]?.at, received.at(-1)?.at], [600, 750]);
  assert.match(sampled, /The orders, from 100 ms before fault number 2 \(fail\) to 50 ms after it\./);
});
