import type { PlannedCrash } from '#runner/testing/mortal-processes.ts';
import { fc } from '#testing/properties.ts';

/** Reports that are asked for at once, and what goes wrong meanwhile. */
export interface Scenario {
  /** After how many turns each is cancelled, if it is. */
  reports: { cancelledAfter: number | undefined }[];
  crashes: PlannedCrash[];
  /** Messages that are worked off, and come again all the same. */
  notDeleted: number[];
  /** Whose turn it is, step by step, among those who wait. */
  choices: number[];
}

export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  reports: fc.array(fc.record({ cancelledAfter: fc.option(fc.nat(30), { nil: undefined }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  crashes: fc.array(fc.record({ call: fc.nat(60), after: fc.boolean() }), { maxLength: 4 }),
  notDeleted: fc.array(fc.nat(4), { maxLength: 2 }),
  choices: fc.array(fc.nat(9), { maxLength: 100 }),
});
