import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeClaims } from '#experiment/claim.ts';
import { summarise } from '#experiment/summary.ts';
import experiment from '../first-order.ts';

const parameters = { orders: 24, ratePerSecond: 8, serviceMs: 200, pollMs: 10, patienceMs: 5000 };
const healthy = {
  sync: {
    accepted: [24, 24, 24],
    stored: [24, 24, 24],
    found: [24, 24, 24],
    readableAtReply: [24, 24, 24],
    replyMsMin: [206, 207, 205],
    replyMsP50: [209, 212, 210],
    replyMsP99: [230, 225, 231],
    doneMsMin: [211, 209, 212],
    doneMsP50: [214, 214, 214],
    doneMsP99: [230, 226, 233],
  },
  queued: {
    accepted: [24, 24, 24],
    stored: [24, 24, 24],
    found: [24, 24, 24],
    readableAtReply: [0, 0, 0],
    replyMsMin: [2, 1, 2],
    replyMsP50: [3, 3, 3],
    replyMsP99: [14, 9, 16],
    doneMsMin: [212, 212, 212],
    doneMsP50: [214, 213, 216],
    doneMsP99: [230, 223, 248],
  },
};
type Measured = typeof healthy;

/** The claims that do not hold when the healthy measurement is changed so. */
function falseClaims(change: (measured: Measured) => void): string[] {
  const measured = structuredClone(healthy);
  change(measured);
  const results = Object.fromEntries(
    Object.entries(measured).map(([variant, metrics]) => [
      variant,
      Object.fromEntries(Object.entries(metrics).map(([name, values]) => [name, summarise(values)])),
    ]),
  );
  return judgeClaims(experiment, results, parameters, [])
    .filter(({ holds }) => !holds)
    .map(({ id }) => id);
}

test('all claims hold on a healthy measurement', () => {
  assert.deepEqual(
    falseClaims(() => undefined),
    [],
  );
});

const mutations: [what: string, change: (measured: Measured) => void, claims: string[]][] = [
  [
    'one synchronous reply came before its order',
    ({ sync }) => (sync.readableAtReply[1] = 23),
    ['reply-after-write'],
  ],
  [
    'queued replies came after their orders',
    ({ queued }) => queued.readableAtReply.fill(24),
    ['reply-after-write'],
  ],
  [
    'one synchronous reply took less than the work',
    ({ sync }) => (sync.replyMsMin[2] = 199),
    ['reply-waits-for-the-work'],
  ],
  [
    'queued replies waited for the work',
    ({ queued }) => queued.replyMsP50.fill(205),
    ['reply-waits-for-the-work'],
  ],
  ['one order became two rows', ({ queued }) => (queued.stored[0] = 25), ['stored-exactly-once']],
  [
    'one order is a row under another key',
    ({ sync }) => (sync.found[0] = 23),
    ['stored-exactly-once', 'queued-is-not-sooner'],
  ],
  [
    'queued orders were done before the work could be',
    ({ queued }) => queued.doneMsMin.fill(15),
    ['queued-is-not-sooner'],
  ],
];

for (const [what, change, claims] of mutations) {
  test(`${what}: ${claims.join(' and ')} ${claims.length === 1 ? 'does' : 'do'} not hold`, () => {
    assert.deepEqual(falseClaims(change), claims);
  });
}

test('when nothing is accepted, nothing holds', () => {
  const broken = falseClaims(({ sync, queued }) => {
    for (const { accepted, stored, found, readableAtReply } of [sync, queued]) {
      for (const counts of [accepted, stored, found, readableAtReply]) counts.fill(0);
    }
  });
  assert.equal(broken.length, experiment.claims.length);
});
