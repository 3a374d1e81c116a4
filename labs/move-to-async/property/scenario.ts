import type { PlannedCrash } from '#runner/testing/mortal-processes.ts';
import { fc } from '#testing/properties.ts';

/** An order of a customer: each version is sent when the one before was answered, as often as it takes. */
interface PlannedOrder {
  customer: number;
  versions: number;
}

/** A move, and what goes wrong meanwhile. */
export interface Move {
  orders: PlannedOrder[];
  /** The steps, one after the other, each after so many turns. */
  steps: { step: string; after: number }[];
  crashes: PlannedCrash[];
  /** Messages that are worked off, and come again all the same. */
  notDeleted: number[];
  /** Whose turn it is, step by step, among those who wait. */
  choices: number[];
}

const step = fc.constantFrom('sync', 'shadow', 'share:50', 'queued');

export const moves: fc.Arbitrary<Move> = fc.record({
  orders: fc.array(fc.record({ customer: fc.nat(2), versions: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  steps: fc.array(fc.record({ step, after: fc.nat(15) }), { maxLength: 5 }),
  crashes: fc.array(fc.record({ call: fc.nat(40), after: fc.boolean() }), { maxLength: 4 }),
  notDeleted: fc.array(fc.nat(6), { maxLength: 2 }),
  choices: fc.array(fc.nat(9), { maxLength: 100 }),
});
