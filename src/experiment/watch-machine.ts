import type { Disturbance } from '#content/evidence.ts';
import type { Clock } from './clock.ts';
import { watchWallClock } from './clock-jump.ts';
import { watchCpu } from './cpu-taken.ts';
import { readCpuTimes } from './cpu-times.ts';
import { watchLoop } from './loop-lag.ts';
import { DriftClock } from './send-drift.ts';

/** A repetition that is being watched. */
export interface Watch {
  /** The clock that the repetition has to use: it notes who wakes late. */
  clock: Clock;
  /** Ends it, and gives what was seen. */
  stop(): Disturbance;
}

/** Watches this machine while a repetition runs on `clock`. */
export function watchMachine(clock: Clock): Watch {
  const drift = new DriftClock(clock);
  const loop = watchLoop(clock);
  const wall = watchWallClock({ now: () => clock.now(), wallNow: () => Date.now() });
  const cpu = watchCpu({ clock, read: readCpuTimes });
  return {
    clock: drift,
    stop: () => ({
      loopLagMs: loop.stop(),
      sendDriftMs: drift.longest,
      clockJumpMs: wall.stop(),
      cpuTaken: cpu.stop(),
    }),
  };
}
