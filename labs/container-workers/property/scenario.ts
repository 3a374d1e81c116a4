import type { PlannedCrash } from '#runner/testing/mortal-processes.ts';
import { fc } from '#testing/properties.ts';

/** Orders in a queue, and containers that come and go. */
export interface Scenario {
  orders: number;
  /** After how many turns each worker gets SIGTERM, and after how many more it is killed if it works on. */
  workers: { stopAfter: number; killAfter: number }[];
  crashes: PlannedCrash[];
  /** Whose turn it is, step by step, among those who wait. */
  choices: number[];
}

export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  orders: fc.integer({ min: 1, max: 4 }),
  workers: fc.array(fc.record({ stopAfter: fc.nat(20), killAfter: fc.nat(12) }), {
    minLength: 1,
    maxLength: 3,
  }),
  crashes: fc.array(fc.record({ call: fc.nat(30), after: fc.boolean() }), { maxLength: 3 }),
  choices: fc.array(fc.nat(9), { maxLength: 60 }),
});
