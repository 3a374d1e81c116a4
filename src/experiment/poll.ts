import type { Clock } from './clock.ts';

/**
 * Asks `check` at `from`, then every `everyMs` until it says yes, and gives the time of that answer; undefined when
 * it has not said yes by `until`. The grid is fixed by `from`: a slow answer skips ticks and shifts none.
 */
export async function pollUntil(options: {
  clock: Clock;
  from: number;
  everyMs: number;
  until: number;
  signal?: AbortSignal;
  check: () => Promise<boolean>;
}): Promise<number | undefined> {
  const { clock, from, everyMs, until, signal, check } = options;
  for (let tick = from; tick <= until; tick = nextTick(clock.now(), from, everyMs)) {
    await clock.sleepUntil(tick, signal);
    if (await check()) return clock.now();
  }
  return undefined;
}

const nextTick = (now: number, from: number, everyMs: number) =>
  from + (Math.floor((now - from) / everyMs) + 1) * everyMs;
