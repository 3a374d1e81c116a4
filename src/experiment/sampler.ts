import type { Clock } from './clock.ts';

/** A value and when it was looked at, in milliseconds of the experiment's clock. */
export interface Sample<T> {
  at: number;
  value: T;
}

/**
 * Looks at something every `everyMs` until stopped, and gives all that it saw, one last look included. The grid is fixed
 * by the begin: a slow look skips ticks and shifts none. `look` rejecting rejects `stop`.
 */
export function startSampler<T>(options: { clock: Clock; everyMs: number; look: () => Promise<T> }): {
  stop(): Promise<Sample<T>[]>;
} {
  const { clock, everyMs, look } = options;
  const samples: Sample<T>[] = [];
  const stopped = new AbortController();
  const begin = clock.now();
  const take = async () => samples.push({ at: clock.now(), value: await look() });
  const sampling = (async () => {
    for (let tick = 1; !stopped.signal.aborted; ) {
      await take();
      await clock.sleepUntil(begin + tick * everyMs, stopped.signal).catch(() => undefined);
      tick = Math.max(tick + 1, Math.ceil((clock.now() - begin) / everyMs));
    }
    await take();
  })();
  // Whoever never stops it must not end the process by a look that failed.
  sampling.catch(() => undefined);
  return {
    async stop() {
      stopped.abort();
      await sampling;
      return samples;
    },
  };
}

/** Samples as a series over time: seconds since `begin` on the axis, `value` of each sample above it. */
export function courseOf<T>(
  samples: readonly Sample<T>[],
  begin: number,
  value: (sample: Sample<T>) => number,
): { x: number[]; values: number[] } {
  return {
    x: samples.map(({ at }) => Math.max(0, (at - begin) / 1000)),
    values: samples.map(value),
  };
}
