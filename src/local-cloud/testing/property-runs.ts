/** Settings of a property: 50 random cases, or PROPERTY_RUNS of them, from PROPERTY_SEED when it is set; a failure prints its seed. */
export function propertyRuns(): { numRuns: number; seed?: number } {
  const { PROPERTY_RUNS, PROPERTY_SEED } = process.env;
  return {
    numRuns: Number(PROPERTY_RUNS ?? 50),
    ...(PROPERTY_SEED !== undefined && { seed: Number(PROPERTY_SEED) }),
  };
}
