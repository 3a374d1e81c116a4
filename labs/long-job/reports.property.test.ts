/*
 * What becomes of reports, against random runs: workers die before and after each of their calls, messages come again and
 * become dead letters, and clients cancel at any time. What runs is the code that is deployed, with each of its settings;
 * the tables are the local cloud’s, the queue and durable executions are modelled.
 * `npm test` takes 200 runs, `npm run test:lab-properties` ten thousand from a seed that is drawn then.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { inThread } from '#testing/in-thread.ts';
import { fc, propertyRuns } from '#testing/properties.ts';
import type { Violation } from './property/reports.ts';
import type { Resume, violationsOf } from './property/run-reports.ts';
import { scenarios } from './property/scenario.ts';

const numRuns = propertyRuns(200);

const violations = inThread<typeof violationsOf>(
  new URL('property/run-reports.ts', import.meta.url),
  'violationsOf',
);

suite('random runs of reports', () => {
  test('property: by what is kept every report ends, a death has one step done again, and a cancel lets at most the running step be done', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, fc.constantFrom<Resume[]>('table', 'durable'), async (scenario, resume) => {
        assert.deepEqual(await violations(scenario, resume), []);
      }),
      { numRuns },
    );
  });

  test('property: by the message alone every report ends, and none is ready that was told as cancelled', async () => {
    const promised: Violation[] = [
      'a report has no end',
      'cancelled, and ready all the same',
      'ready without a step',
    ];
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const found = await violations(scenario, 'message');
        assert.deepEqual(
          found.filter((each) => promised.includes(each)),
          [],
        );
      }),
      { numRuns },
    );
  });

  const breaks: Violation[] = [
    'more steps are done again than workers died',
    'the progress fell',
    'more than the running step is done after a cancel',
  ];
  for (const each of breaks)
    test(`property: by the message alone: ${each}`, async () => {
      const { failed } = await fc.check(
        fc.asyncProperty(scenarios, async (scenario) => {
          assert.ok(!(await violations(scenario, 'message')).includes(each));
        }),
        { numRuns: Math.max(numRuns, 200), endOnFailure: true },
      );
      assert.equal(failed, true);
    });
});
