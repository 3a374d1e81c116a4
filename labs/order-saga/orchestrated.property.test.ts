/*
 * The steps of an order that somebody calls, against random runs: calls fail, or are given up and work on all the same,
 * functions die before and after each of their calls, and two work for one order at once. What runs is the code that is
 * deployed: the durable function, the state machine’s definition and the functions of the steps. The tables and what runs
 * the definition are the local cloud’s, durable executions are modelled.
 * `npm test` takes 200 runs, `npm run test:lab-properties` ten thousand from a seed that is drawn then.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { inThread } from '#testing/in-thread.ts';
import { fc, propertyRuns } from '#testing/properties.ts';
import { plannedOrders } from './property/orders.ts';
import type { Caller, Flaws, Violation, violationsOf } from './property/run-orders.ts';

const numRuns = propertyRuns(200);

const violations = inThread<typeof violationsOf>(
  new URL('property/run-orders.ts', import.meta.url),
  'violationsOf',
);

const promisesLess: { what: string; flaws: Flaws; breaks: Violation }[] = [
  {
    what: 'where the shipment says that it is stopped and is not',
    flaws: { stopsNothing: true },
    breaks: 'something is left of a cancelled order',
  },
  {
    what: 'where a row is stored without looking whether it is still as it was read',
    flaws: { isUnconditional: true },
    breaks: 'something is left of a cancelled order',
  },
];

for (const caller of ['durable function', 'state machine'] satisfies Caller[])
  suite(`random orders with a ${caller}`, () => {
    test('property: no piece is sold twice, every order ends, and nothing is left of one that is cancelled', async () => {
      await fc.assert(
        fc.asyncProperty(plannedOrders, async (planned) => {
          assert.deepEqual(await violations(planned, caller), []);
        }),
        { numRuns },
      );
    });

    for (const { what, flaws, breaks } of promisesLess)
      test(`property: ${what}: ${breaks}`, async () => {
        const { failed } = await fc.check(
          fc.asyncProperty(plannedOrders, async (planned) => {
            assert.ok(!(await violations(planned, caller, flaws)).includes(breaks));
          }),
          { numRuns: Math.max(numRuns, 1_000), endOnFailure: true },
        );
        assert.equal(failed, true);
      });
  });
