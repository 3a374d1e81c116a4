/*
 * What our table says of charges, against random runs: a provider’s events come twice, late and in any order, writes fail,
 * the webhook’s processes die before and after their write, answers are not heard, and somebody forges events. What runs is
 * the code that is deployed, with each of its settings; the table is the local cloud’s, the provider keeps the stand-in’s
 * books.
 * `npm test` takes 200 runs, `npm run test:lab-properties` ten thousand from a seed that is drawn then.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { inThread } from '#testing/in-thread.ts';
import { fc, propertyRuns } from '#testing/properties.ts';
import type { Setting, Violation, violationsOf } from './property/webhooks/run-events.ts';
import { scenarios } from './property/webhooks/scenario.ts';

const numRuns = propertyRuns(200);

const violations = inThread<typeof violationsOf>(
  new URL('property/webhooks/run-events.ts', import.meta.url),
  'violationsOf',
);

const whole: Setting = { eventRule: 'versions', checksSignature: true, ack: 'stored' };

suite('random events of a provider', () => {
  test('property: with versions, the check of the signature and an acknowledgement after the write, every charge stands right in the end, none is ever put back, and no forged event is taken', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        assert.deepEqual(await violations(scenario, whole), []);
      }),
      { numRuns },
    );
  });

  /** What a setting gives up; what is left of the promises holds. */
  const promisesLess: { what: string; setting: Setting; breaks: Violation[] }[] = [
    {
      what: 'where the last write wins',
      setting: { ...whole, eventRule: 'last-write' },
      breaks: ['a charge is put back', 'a charge stands wrong'],
    },
    {
      what: 'where no signature is checked',
      setting: { ...whole, checksSignature: false },
      breaks: [
        'a forged event is taken',
        'a charge stands as it was forged',
        'the last event of a charge is never stored',
        'a charge stands wrong',
      ],
    },
    {
      what: 'where the last write wins and no signature is checked',
      setting: { ...whole, eventRule: 'last-write', checksSignature: false },
      breaks: [
        'a forged event is taken',
        'a charge stands as it was forged',
        'a charge is put back',
        'a charge stands wrong',
      ],
    },
    {
      what: 'where an event that cannot be stored is acknowledged',
      setting: { ...whole, ack: 'anyway' },
      breaks: ['the last event of a charge is never stored', 'a charge stands wrong'],
    },
  ];
  for (const { what, setting, breaks } of promisesLess) {
    test(`property: ${what}, the rest holds`, async () => {
      await fc.assert(
        fc.asyncProperty(scenarios, async (scenario) => {
          const found = await violations(scenario, setting);
          assert.deepEqual(
            found.filter((each) => !breaks.includes(each)),
            [],
          );
        }),
        { numRuns },
      );
    });

    for (const each of breaks)
      test(`property: ${what}: ${each}`, async () => {
        const { failed } = await fc.check(
          fc.asyncProperty(scenarios, async (scenario) => {
            assert.ok(!(await violations(scenario, setting)).includes(each));
          }),
          { numRuns: Math.max(numRuns, 200), endOnFailure: true },
        );
        assert.equal(failed, true);
      });
  }
});
