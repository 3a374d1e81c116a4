import type { Clock } from './clock.ts';
import type { CpuTimes } from './cpu-times.ts';

/** Below this share of idle time there was no CPU to spare. */
const noneToSpare = 0.1;

/**
 * Watches which share of the machine others took while there was no CPU to spare, from 0 to 1: of every millisecond of
 * the run, as much was missing. What others take while a CPU is idle is missed by nobody. Undefined where the system does
 * not tell.
 */
export function watchCpu(options: { clock: Clock; read: () => CpuTimes | undefined; everyMs?: number }): {
  stop(): number | undefined;
} {
  const { clock, read, everyMs = 250 } = options;
  const stopped = new AbortController();
  let last = { at: clock.now(), times: read() };
  let missedMs = 0;
  let lookedAtMs = 0;
  const look = () => {
    const now = { at: clock.now(), times: read() };
    const spanMs = now.at - last.at;
    const taken = takenBetween(last.times, now.times);
    if (taken !== undefined) {
      missedMs += spanMs * taken;
      lookedAtMs += spanMs;
    }
    last = now;
  };
  const watching = (async () => {
    for (;;) {
      await clock.sleepUntil(last.at + everyMs, stopped.signal);
      look();
    }
  })();
  // It ends by being stopped.
  watching.catch(() => undefined);
  return {
    stop() {
      look();
      stopped.abort();
      return lookedAtMs > 0 ? missedMs / lookedAtMs : undefined;
    },
  };
}

/** The share that others took between two readings, 0 when there was CPU to spare; undefined when nothing is told. */
function takenBetween(from: CpuTimes | undefined, to: CpuTimes | undefined): number | undefined {
  if (!from || !to) return undefined;
  const idle = to.idleMs - from.idleMs;
  const busy = to.busyMs - from.busyMs;
  const all = idle + busy;
  if (all <= 0) return undefined;
  if (idle / all >= noneToSpare) return 0;
  // Counted in ticks and by the microsecond: in a short while the one may seem to be less than the other.
  return Math.max(0, busy - (to.ownMs - from.ownMs)) / all;
}
