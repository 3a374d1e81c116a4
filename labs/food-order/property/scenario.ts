import type { PlannedCrash } from '#runner/testing/mortal-processes.ts';
import { fc } from '#testing/properties.ts';

/** One order, and how often its client sends it before it goes away; the next attempt may not wait for an answer. */
interface PlannedOrder {
  attempts: number;
  overlapping: boolean;
  isDeclined: boolean;
  isRefused: boolean;
}

/** Orders, and what goes wrong meanwhile. */
export interface Scenario {
  orders: PlannedOrder[];
  crashes: PlannedCrash[];
  /** Events, in the order in which the bus takes them, whose message the queue delivers twice. */
  duplicated: number[];
  /** Messages that are worked off, and come again all the same. */
  notDeleted: number[];
  /** Minutes that begin meanwhile, each after so many turns: in each the outbox is looked into. */
  minutes: number[];
  /** Whose turn it is, step by step, among those who wait. */
  choices: number[];
}

const rarely = fc.oneof(
  { weight: 3, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) },
);

export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  orders: fc.array(
    fc.record({
      attempts: fc.integer({ min: 1, max: 3 }),
      overlapping: fc.boolean(),
      isDeclined: rarely,
      isRefused: rarely,
    }),
    { minLength: 1, maxLength: 3 },
  ),
  crashes: fc.array(fc.record({ call: fc.nat(40), after: fc.boolean() }), { maxLength: 8 }),
  duplicated: fc.array(fc.nat(5), { maxLength: 2 }),
  notDeleted: fc.array(fc.nat(8), { maxLength: 2 }),
  minutes: fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }),
  choices: fc.array(fc.nat(9), { maxLength: 100 }),
});
