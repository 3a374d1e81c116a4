import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** CPU time since some moment, of all CPUs together, in milliseconds. */
export interface CpuTimes {
  /** Spent by anybody, and what a hypervisor gave to other machines where the system tells. */
  busyMs: number;
  idleMs: number;
  /** Spent by this process: with its threads, without its children. */
  ownMs: number;
}

/**
 * Reads the CPU times of this machine; undefined where the system does not tell. Linux tells stolen time, macOS and
 * Windows do not. In a container all of them tell of the whole machine, and not of what the container may use.
 */
export function readCpuTimes(): CpuTimes | undefined {
  const { user, system } = process.cpuUsage();
  const all = (process.platform === 'linux' && fromProc()) || fromNode();
  return all && { ...all, ownMs: (user + system) / 1000 };
}

/** https://www.kernel.org/doc/html/latest/filesystems/proc.html#miscellaneous-kernel-statistics-in-proc-stat */
export function parseProcStat(text: string): Omit<CpuTimes, 'ownMs'> | undefined {
  const [, line] = /^cpu +([\d ]+)$/m.exec(text) ?? [];
  if (line === undefined) return undefined;
  // In hundredths of a second. What guests got is in `user` already; who waits for a disk is idle.
  const [user = 0, nice = 0, system = 0, idle = 0, ioWait = 0, irq = 0, softIrq = 0, steal = 0] = line
    .split(' ')
    .map((ticks) => Number(ticks) * 10);
  return { busyMs: user + nice + system + irq + softIrq + steal, idleMs: idle + ioWait };
}

function fromProc(): Omit<CpuTimes, 'ownMs'> | undefined {
  try {
    return parseProcStat(readFileSync('/proc/stat', 'utf8'));
  } catch {
    // Some sandboxes hide it.
    return undefined;
  }
}

function fromNode(): Omit<CpuTimes, 'ownMs'> | undefined {
  const times = cpus().map((cpu) => cpu.times);
  if (times.length === 0) return undefined;
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return {
    busyMs: sum(times.map(({ user, nice, sys, irq }) => user + nice + sys + irq)),
    idleMs: sum(times.map(({ idle }) => idle)),
  };
}
