import { cpus } from 'node:os';
import type { Clock } from '#experiment/clock.ts';

/** CPU time of all CPUs of a machine since some moment, in milliseconds. */
export interface MachineCpu {
  busyMs: number;
  idleMs: number;
}

/** For how long a machine has to have been idle: what a run costs that has just begun is seen by then. */
const lookBackMs = 8000;
const lookEveryMs = 1000;
/** The share of the machine that has to have been idle: as much as all that runs on it has used. */
const spareShare = 0.5;

/**
 * Resolves when half of the machine was idle for the last eight seconds, which begin with the call at the earliest. Never
 * where the system tells nothing of its CPUs; rejects when `signal` aborts.
 */
export async function spareCpu(
  { clock, read }: { clock: Clock; read: () => MachineCpu },
  signal: AbortSignal,
): Promise<void> {
  const looks: { at: number; cpu: MachineCpu }[] = [];
  for (;;) {
    const now = { at: clock.now(), cpu: read() };
    looks.push(now);
    // The first is the latest of those that are old enough.
    while (looks[1] && now.at - looks[1].at >= lookBackMs) looks.shift();
    const [first = now] = looks;
    if (now.at - first.at >= lookBackMs && idleShare(first.cpu, now.cpu) >= spareShare) return;
    await clock.sleepUntil(now.at + lookEveryMs, signal);
  }
}

function idleShare(from: MachineCpu, to: MachineCpu): number {
  const idle = to.idleMs - from.idleMs;
  const all = idle + to.busyMs - from.busyMs;
  return all > 0 ? idle / all : 0;
}

/** All that the system tells of its CPUs: of this program, of those that it has started, and of all others. */
export function readMachineCpu(): MachineCpu {
  const sum: MachineCpu = { busyMs: 0, idleMs: 0 };
  for (const { times } of cpus()) {
    sum.busyMs += times.user + times.nice + times.sys + times.irq;
    sum.idleMs += times.idle;
  }
  return sum;
}
