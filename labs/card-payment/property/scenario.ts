import { fc } from '#testing/properties.ts';

/** What becomes of one request to the provider. `late`: it arrives after its sender has stopped waiting. */
export type Fate = 'answered' | 'lost' | 'late' | 'unanswered' | 'declined';

/** One order: how often its client sends it, and whether the next attempt waits for the answer to the one before. */
interface Plan {
  attempts: number;
  overlapping: boolean;
  /** How often somebody asks for its money to be taken. */
  captures: number;
}

/** A random sequence of faults, and what meets it. */
export interface Scenario {
  plans: Plan[];
  /** Of the requests to the provider, one after another; later ones are answered. */
  fates: Fate[];
  /** After which calls of a handler, counted over all, its process dies: before or after the call had its effect. */
  crashes: { call: number; after: boolean }[];
  /** Runs of the comparison that begin among all that. */
  comparisons: number;
  /** How many steps an order may be without outcome and charge; 0 refuses at the first chance. */
  giveUpAfter: number;
  /** Whose turn it is, step by step, among those who wait. */
  choices: number[];
}

const fate = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Fate>('answered') },
  { weight: 5, arbitrary: fc.constantFrom<Fate>('lost', 'late', 'unanswered') },
  { weight: 1, arbitrary: fc.constant<Fate>('declined') },
);

export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  plans: fc.array(
    fc.record({
      attempts: fc.integer({ min: 1, max: 3 }),
      overlapping: fc.boolean(),
      captures: fc.integer({ min: 0, max: 2 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  fates: fc.array(fate, { maxLength: 8 }),
  crashes: fc.array(fc.record({ call: fc.integer({ min: 0, max: 30 }), after: fc.boolean() }), {
    maxLength: 3,
  }),
  comparisons: fc.integer({ min: 0, max: 3 }),
  giveUpAfter: fc.constantFrom(0, 0, 5, 1_000),
  choices: fc.array(fc.nat(9), { maxLength: 80 }),
});
