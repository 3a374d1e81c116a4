import assert from 'node:assert/strict';
import fc from 'fast-check';

/** The seed of every property in `npm test`: the same cases each time, so that red is never luck. */
const fixedSeed = 202;

const { PROPERTY_SEED = String(fixedSeed), PROPERTY_RUNS } = process.env;

/** Seed of the random cases of this process: 202, or what PROPERTY_SEED says. */
export const propertySeed = readSeed(PROPERTY_SEED);

/** How many random cases of a property to try: `usual`, or what PROPERTY_RUNS says. Throws when it says no number. */
export function propertyRuns(usual: number): number {
  if (PROPERTY_RUNS === undefined) return usual;
  if (/^[1-9]\d*$/.test(PROPERTY_RUNS)) return Number(PROPERTY_RUNS);
  throw new Error(`PROPERTY_RUNS is ${PROPERTY_RUNS}.\nSet it to how many cases to try, 1 or more.`);
}

fc.configureGlobal({ seed: propertySeed, numRuns: propertyRuns(100) });
console.log(
  `Properties: seed ${propertySeed}${PROPERTY_RUNS === undefined ? '' : `, ${PROPERTY_RUNS} cases`}.`,
);

/** fast-check with our seed: tests take it from here. */
export { fc };

/** Fails unless both have the same fields with the same values, whatever their prototypes are. */
export const assertSameValue = (actual: unknown, expected: unknown): void =>
  assert.deepEqual(structuredClone(actual), structuredClone(expected));

function readSeed(text: string): number {
  if (/^-?\d{1,10}$/.test(text)) return Number(text);
  throw new Error(`PROPERTY_SEED is ${text}.\nSet it to a whole number.`);
}
