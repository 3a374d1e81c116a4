/*
 * What becomes of orders in a queue, against random runs: containers come and go, are told to stop and killed, and die
 * before and after each of their calls. What runs is the worker’s program, bundled as for its image; the table is the local
 * cloud’s, the queue and the containers’ ends are modelled.
 * `npm test` takes 200 runs, `npm run test:lab-properties` ten thousand from a seed that is drawn then.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { inThread } from '#testing/in-thread.ts';
import { fc, propertyRuns } from '#testing/properties.ts';
import type { Design, Violation, violationsOf } from './property/run-workers.ts';
import { type Scenario, scenarios } from './property/scenario.ts';

const numRuns = propertyRuns(200);

const violations = inThread<typeof violationsOf>(
  new URL('property/run-workers.ts', import.meta.url),
  'violationsOf',
);

const withoutCrashes = (scenario: Scenario): Scenario => ({ ...scenario, crashes: [] });

suite('random runs of workers in containers', () => {
  test('property: a worker that drains and has the time for it leaves no order to be begun again', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const design: Design = { onSigterm: 'drain', isPatient: true };
        assert.deepEqual(await violations(withoutCrashes(scenario), design), []);
      }),
      { numRuns },
    );
  });

  test('property: however workers end, every order is done, and again only where one died', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, fc.constantFrom('drain', 'nothing'), async (scenario, onSigterm) => {
        const found = await violations(scenario, { onSigterm } as Design);
        assert.deepEqual(
          found.filter((each) => each !== 'begun again'),
          [],
        );
      }),
      { numRuns },
    );
  });

  const promisesLess: { what: string; design: Design; breaks: Violation }[] = [
    { what: 'a worker that does not hear SIGTERM', design: { onSigterm: 'nothing' }, breaks: 'begun again' },
    {
      what: 'a worker that has too little time to drain',
      design: { onSigterm: 'drain' },
      breaks: 'begun again',
    },
    {
      what: 'a queue that deletes what it gives out',
      design: { onSigterm: 'nothing', deletesAtOnce: true },
      breaks: 'an order has no end',
    },
  ];
  for (const { what, design, breaks } of promisesLess)
    test(`property: ${what}: ${breaks}`, async () => {
      const { failed } = await fc.check(
        fc.asyncProperty(scenarios, async (scenario) => {
          assert.ok(!(await violations(withoutCrashes(scenario), design)).includes(breaks));
        }),
        { numRuns: Math.max(numRuns, 200), endOnFailure: true },
      );
      assert.equal(failed, true);
    });
});
