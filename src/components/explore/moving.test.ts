import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '#testing/properties.ts';
import { countAt, dotsAt, momentOf, ordersPerDot } from './moving.ts';

/** Ten a second for 4 s, then none for 2 s. */
const flow = { at: [1, 2, 3, 4, 5, 6], counts: [10, 20, 30, 40, 40, 40] };

test('a count and its moment are each other’s inverse', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 4, noNaN: true }), (moment) => {
      const back = momentOf(flow, countAt(flow, moment)) ?? Number.NaN;
      assert.ok(Math.abs(back - moment) < 1e-9, `${moment}: ${back}`);
    }),
  );
  assert.equal(countAt(flow, 0), 0);
  assert.equal(countAt(flow, 9), 40);
  assert.equal(momentOf(flow, 41), undefined);
});

test('every order that sets out is on its way for as long as it takes, and then no more', () => {
  assert.deepEqual(
    dotsAt(flow, 1, 0.5, 1).map(({ key }) => key),
    [6, 7, 8, 9, 10],
  );
  assert.equal(dotsAt(flow, 1, 0.5, 1).at(-1)?.place, 0);
  assert.deepEqual(dotsAt(flow, 5.5, 1, 1), []);
  const seen = new Set<number>();
  for (let moment = 0; moment < 6; moment += 0.1)
    for (const { key } of dotsAt(flow, moment, 0.5, 1)) seen.add(key);
  assert.equal(seen.size, 40);
});

test('a dot stands for so many orders that few are on their way', () => {
  assert.equal(ordersPerDot([flow], 1, 10), 1);
  assert.equal(ordersPerDot([flow], 1, 4), 5);
  assert.equal(ordersPerDot([{ at: [1], counts: [100_000] }], 1, 10), 10_000);
  assert.equal(ordersPerDot([], 1, 10), 1);
});
