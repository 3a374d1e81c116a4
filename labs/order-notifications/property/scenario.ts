import type { PlannedCrash } from '#runner/testing/mortal-processes.ts';
import { fc } from '#testing/properties.ts';

/** How a device goes away: the API hears of it, or not (a phone in a tunnel). */
export type Leaving = 'closes' | 'falls silent';

/** One device of a customer: it connects as often as it has stays, and in the end once more. */
export interface PlannedDevice {
  customer: number;
  /** Steps that each lasts, and how it ends. */
  stays: { steps: number; ends: Leaving }[];
  /** Whether it is still there, from its last stay on, when all is quiet. */
  isThereInTheEnd: boolean;
}

/** Orders that change, devices that come and go, handlers that die. */
export interface Scenario {
  devices: PlannedDevice[];
  /** The order that changes, of which customer, and after how many steps; each change of an order has the next version. */
  changes: { customer: number; order: number; after: number }[];
  /** Changes whose message the queue delivers twice, and those whose handler dies each time. */
  duplicated: number[];
  poisoned: number[];
  /** At which calls of the handlers, counted over all, their process dies: before or after the call had its effect. */
  crashes: PlannedCrash[];
  /** Invocations for a message that end well, and whose message comes again all the same. */
  notDeleted: number[];
  /** Whose turn it is, step by step, among those who wait. */
  choices: number[];
}

/** Mostly the same, so that it has several devices. */
const customer = fc.constantFrom(0, 0, 1);
const someOf = (max: number, maxLength: number) => fc.array(fc.nat(max), { maxLength });

export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  devices: fc.array(
    fc.record({
      customer,
      stays: fc.array(
        fc.record({
          steps: fc.nat(12),
          ends: fc.constantFrom<Leaving>('closes', 'falls silent'),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      isThereInTheEnd: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  changes: fc.array(fc.record({ customer, order: fc.nat(1), after: fc.nat(25) }), {
    minLength: 1,
    maxLength: 6,
  }),
  duplicated: someOf(5, 2),
  poisoned: fc.oneof({ weight: 3, arbitrary: someOf(5, 0) }, { weight: 1, arbitrary: someOf(5, 1) }),
  crashes: fc.array(fc.record({ call: fc.nat(40), after: fc.boolean() }), { maxLength: 4 }),
  notDeleted: someOf(8, 2),
  choices: fc.array(fc.nat(9), { maxLength: 120 }),
});
