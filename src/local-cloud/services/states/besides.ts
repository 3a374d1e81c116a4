import { Aborted } from './failure.ts';

/**
 * Runs `works` side by side, at most `atOnce` of them; gives their results in order. The first that fails aborts the
 * others, and is what this rejects with.
 */
export async function besides<T>(
  works: readonly ((signal: AbortSignal) => Promise<T>)[],
  atOnce: number,
  outer: AbortSignal,
): Promise<T[]> {
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  const results: T[] = [];
  let next = 0;
  let failure: { error: unknown } | undefined;
  const lane = async () => {
    while (next < works.length && !signal.aborted) {
      const index = next;
      next += 1;
      try {
        results[index] = await (works[index] as (signal: AbortSignal) => Promise<T>)(signal);
      } catch (error) {
        failure ??= { error };
        stop.abort();
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, works.length) }, lane));
  if (outer.aborted) throw new Aborted();
  if (failure) throw failure.error;
  return results;
}
