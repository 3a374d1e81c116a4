import type { PlannedCrash } from '#runner/testing/mortal-processes.ts';
import { fc } from '#testing/properties.ts';

/**
 * What becomes of one call of a step’s function. `fails`: before it has done anything. `slow`: whoever called hears of a
 * failure, and it works on, with so many turns more before each of its own calls.
 */
export type Fate = 'answered' | 'fails' | { slow: number };

/** Orders of one item, and what goes wrong with the calls of their steps. */
export interface PlannedOrders {
  pieces: number;
  orders: { isDeclined: boolean; isNowhere: boolean }[];
  /** Of the calls of steps, one after another; later ones are answered. */
  fates: Fate[];
  crashes: PlannedCrash[];
  /** Whose turn it is, step by step, among those who wait. */
  choices: number[];
}

const rarely = fc.oneof(
  { weight: 3, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) },
);

export const plannedOrders: fc.Arbitrary<PlannedOrders> = fc.record({
  pieces: fc.integer({ min: 0, max: 3 }),
  orders: fc.array(fc.record({ isDeclined: rarely, isNowhere: rarely }), { minLength: 1, maxLength: 3 }),
  fates: fc.array(
    fc.oneof(fc.constant<Fate>('answered'), fc.constant<Fate>('fails'), fc.record({ slow: fc.nat(12) })),
    { maxLength: 12 },
  ),
  crashes: fc.array(fc.record({ call: fc.nat(60), after: fc.boolean() }), { maxLength: 4 }),
  choices: fc.array(fc.nat(9), { maxLength: 100 }),
});
