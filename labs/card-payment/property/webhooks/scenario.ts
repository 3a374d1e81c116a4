import type { PlannedCrash } from '#runner/testing/mortal-processes.ts';
import { fc } from '#testing/properties.ts';

/**
 * How somebody forges an event. `unsigned`: without a signature. `guessed`: with one by another secret. `altered`: with the
 * signature of a true event, under other words. `old`: a true event is sent anew when its signature is no longer fresh.
 */
export type Forgery = 'unsigned' | 'guessed' | 'altered' | 'old';

/** What becomes of one write to the table. `unanswered`: it is done, and whoever wrote hears of a failure. */
export type WriteFate = 'done' | 'refused' | 'unanswered';

/** Charges whose states the provider tells of, and what goes wrong with it. */
export interface Scenario {
  /** Which states each has after it was authorised, and which of all are told once more. */
  charges: { later: ('captured' | 'voided')[]; toldAgain: number[] }[];
  /** For how many turns each sent event is on its way, one after another; later ones arrive at once. */
  delays: number[];
  /** Answers that the provider does not hear, by their number. */
  unheard: number[];
  /** Of the writes, one after another; later ones are done. */
  writes: WriteFate[];
  crashes: PlannedCrash[];
  /** About which charge, after how many turns. */
  forgeries: { how: Forgery; charge: number; after: number }[];
  /** Whose turn it is, step by step, among those who wait. */
  choices: number[];
}

export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  charges: fc.array(
    fc.record({
      later: fc.constantFrom<Scenario['charges'][number]['later'][]>(
        ['captured'],
        ['captured', 'voided'],
        ['voided'],
        [],
      ),
      toldAgain: fc.array(fc.nat(2), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  delays: fc.array(fc.nat(8), { maxLength: 12 }),
  unheard: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
  writes: fc.array(fc.constantFrom<WriteFate[]>('done', 'refused', 'unanswered'), { maxLength: 8 }),
  crashes: fc.array(fc.record({ call: fc.nat(15), after: fc.boolean() }), { maxLength: 3 }),
  forgeries: fc.array(
    fc.record({
      how: fc.constantFrom<Forgery[]>('unsigned', 'guessed', 'altered', 'old'),
      charge: fc.nat(1),
      after: fc.nat(12),
    }),
    { maxLength: 3 },
  ),
  choices: fc.array(fc.nat(9), { maxLength: 60 }),
});
