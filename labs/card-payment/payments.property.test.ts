import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inThread } from '#testing/in-thread.ts';
import { fc, propertyRuns } from '#testing/properties.ts';
import type { Design } from './property/run-scenario.ts';
import { scenarios } from './property/scenario.ts';
import type { Violation, violationsOf } from './property/violations.ts';

const numRuns = propertyRuns(200);

/** What goes wrong with a design in a scenario. */
const violations = inThread<typeof violationsOf>(
  new URL('property/violations.ts', import.meta.url),
  'violationsOf',
);

test('property: with the provider’s key and the comparison nobody is charged twice or for nothing, and every order ends', async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      assert.deepEqual(await violations(scenario, { guard: 'provider', reconciles: true }), []);
    }),
    { numRuns },
  );
});

const promisesNothing: { design: Design; breaks: Violation }[] = [
  { design: { guard: 'none', reconciles: false }, breaks: 'charged twice' },
  { design: { guard: 'none', reconciles: true }, breaks: 'charged twice' },
  { design: { guard: 'local', reconciles: false }, breaks: 'without an end' },
  { design: { guard: 'local', reconciles: false }, breaks: 'charged for nothing' },
  { design: { guard: 'provider', reconciles: false }, breaks: 'without an end' },
  { design: { guard: 'provider', reconciles: false }, breaks: 'charged for nothing' },
];

for (const { design, breaks } of promisesNothing)
  test(`property: guard ${design.guard} ${design.reconciles ? 'with' : 'without'} the comparison leaves somebody ${breaks}`, async () => {
    const { failed } = await fc.check(
      fc.asyncProperty(scenarios, async (scenario) => {
        assert.ok(!(await violations(scenario, design)).includes(breaks));
      }),
      { numRuns, endOnFailure: true },
    );
    assert.equal(failed, true);
  });

test('property: our own record and the comparison are enough against a second charge, though not for a quick answer', async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      assert.deepEqual(await violations(scenario, { guard: 'local', reconciles: true }), []);
    }),
    { numRuns },
  );
});
