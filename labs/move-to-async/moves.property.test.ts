/*
 * A move behind a queue, against random runs: the step changes at any time, there and back; functions die before and after
 * each of their calls, messages come again, clients send again. What runs is the code that is deployed, with each of its
 * settings; the tables are the local cloud’s, the FIFO queue and the parameter are modelled.
 * `npm test` takes 200 runs, `npm run test:lab-properties` ten thousand from a seed that is drawn then.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { inThread } from '#testing/in-thread.ts';
import { fc, propertyRuns } from '#testing/properties.ts';
import type { Setting } from './property/run-move.ts';
import { moves } from './property/scenario.ts';
import type { Violation, violationsOf } from './property/violations.ts';

const numRuns = propertyRuns(200);

const violations = inThread<typeof violationsOf>(
  new URL('property/violations.ts', import.meta.url),
  'violationsOf',
);

const whole: Setting = { paysOnce: true, keepsNewer: true, shareOf: 'customers' };

suite('random moves behind a queue', () => {
  test('property: with a key and versions no request is paid for twice, none that was answered is lost, and every order ends as its customer last said', async () => {
    await fc.assert(
      fc.asyncProperty(moves, fc.constantFrom('customers', 'requests'), async (move, shareOf) => {
        assert.deepEqual(await violations(move, { ...whole, shareOf } as Setting), []);
      }),
      { numRuns },
    );
  });

  const promisesLess: { what: string; setting: Setting; breaks: Violation }[] = [
    { what: 'without a key', setting: { ...whole, paysOnce: false }, breaks: 'paid for twice' },
    {
      what: 'without versions',
      setting: { ...whole, keepsNewer: false },
      breaks: 'an order ends without its last change',
    },
  ];
  for (const { what, setting, breaks } of promisesLess)
    test(`property: ${what}: ${breaks}`, async () => {
      const { failed } = await fc.check(
        fc.asyncProperty(moves, async (move) => {
          assert.ok(!(await violations(move, setting)).includes(breaks));
        }),
        { numRuns: Math.max(numRuns, 200), endOnFailure: true },
      );
      assert.equal(failed, true);
    });
});
