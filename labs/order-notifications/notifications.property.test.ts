/*
 * Who hears of a change, against random runs: devices come, go and fall silent, messages come twice and become dead
 * letters, and the handlers’ processes die before and after each of their calls. What runs is the code that is deployed;
 * the tables are the local cloud’s, the queue and API Gateway are modelled.
 * `npm test` takes 200 runs, `npm run test:lab-properties` ten thousand from a seed that is drawn then.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { inThread } from '#testing/in-thread.ts';
import { fc, propertyRuns } from '#testing/properties.ts';
import type { Design } from './property/run-scenario.ts';
import { type Scenario, scenarios } from './property/scenario.ts';
import type { Violation, violationsOf } from './property/violations.ts';

const numRuns = propertyRuns(200);

const violations = inThread<typeof violationsOf>(
  new URL('property/violations.ts', import.meta.url),
  'violationsOf',
);

/** The one gap that the lab leaves open where an index does not lag. */
const takenForGone: Violation = 'left uninformed after being taken for gone';

/** One device that comes to stay, and changes of one order. */
const oneDevice = (changes: number, choices: number[]): Scenario => ({
  devices: [{ customer: 0, stays: [{ steps: 0, ends: 'closes' }], isThereInTheEnd: true }],
  changes: Array.from({ length: changes }, () => ({ customer: 0, order: 0, after: 0 })),
  duplicated: [],
  poisoned: [],
  crashes: [],
  notDeleted: [],
  choices,
});

suite('random runs of the notifications', () => {
  test('property: with the status on record every device that is connected knows every change that is no dead letter, and hears it once per delivery', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        assert.deepEqual(
          (await violations(scenario)).filter((each) => each !== takenForGone),
          [],
        );
      }),
      { numRuns },
    );
  });

  const promisesLess: { what: string; design: Design }[] = [
    { what: 'devices that only listen', design: { neverAsks: true } },
    { what: 'a record that nobody writes, although everybody asks for it', design: { forgetsOrders: true } },
  ];
  for (const { what, design } of promisesLess)
    test(`property: ${what}: somebody is left uninformed`, async () => {
      const { failed } = await fc.check(
        fc.asyncProperty(scenarios, async (scenario) => {
          assert.ok(!(await violations(scenario, design)).includes('left uninformed'));
        }),
        { numRuns: Math.max(numRuns, 200), endOnFailure: true },
      );
      assert.equal(failed, true);
    });

  test('a change that comes after the device asked and before the index shows its connection does not reach it', async () => {
    // The device connects, and asks, and hears; then the change is told.
    const scenario = oneDevice(1, [0, 1, 1, 1, 1, 1]);
    assert.deepEqual(await violations(scenario, { indexLagsBy: 50 }), ['left uninformed']);
    assert.deepEqual(await violations(scenario), []);
  });

  test('a change that is told while a connection opens takes it out of the registry, and the next change does not reach it', async () => {
    // The connection is registered. The first change is posted to it and answered 410; it opens, the device asks and
    // hears; now the row goes, and the second change is told.
    const scenario = oneDevice(2, [0, 2, 0, 2, 2, 2, 1, 2, 2, 2, 1]);
    assert.deepEqual(await violations(scenario), [takenForGone]);
    // Where the device has asked before the first change is told, both reach it.
    assert.deepEqual(await violations(oneDevice(2, [0, 2, 2, 2, 2, 2])), []);
  });
});
