import type { Clock } from './clock.ts';

/** One caller: its place in the order of arrival, and the moment at which it means to send. */
export interface Arrival {
  index: number;
  /** On the experiment's clock. Latency counts from here, not from when a busy machine got round to sending. */
  intendedAt: number;
}

/**
 * Sends one request per arrival, each at its own time whether or not earlier ones have been answered, and gives the
 * results in the order of arrival. A slow answer therefore delays no later request (no coordinated omission).
 * The first rejection rejects the whole.
 */
export async function openLoop<Result>(options: {
  /** Milliseconds after the start, ascending. */
  arrivals: readonly number[];
  clock: Clock;
  signal?: AbortSignal;
  send: (arrival: Arrival) => Promise<Result>;
}): Promise<Result[]> {
  const { arrivals, clock, signal, send } = options;
  const start = clock.now();
  return Promise.all(
    arrivals.map(async (offset, index) => {
      const intendedAt = start + offset;
      await clock.sleepUntil(intendedAt, signal);
      return send({ index, intendedAt });
    }),
  );
}
