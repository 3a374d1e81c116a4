/**
 * What an Express execution costs: its duration "rounded up to the nearest 100 ms", and its memory in chunks of 64 MB.
 * https://aws.amazon.com/step-functions/pricing/
 */
export const billed = {
  /** Milliseconds of `milliseconds`. */
  duration: (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 100)) * 100,
  /** MB: one chunk. What AWS counts, its own memory for definition and data, is not here to be measured. */
  memory: 64,
} as const;
