import { readFileSync } from 'node:fs';
import { childrenCpuMs } from './children-cpu.ts';

/** CPU time since some moment, of all CPUs together, in milliseconds. */
export interface CpuTimes {
  /** Spent by anybody, and what a hypervisor gave to other machines where the system tells. */
  busyMs: number;
  idleMs: number;
  /** Spent by this process and those that it has started: the local cloud's execution environments are among them. */
  ownMs: number;
}

/**
 * Reads the CPU times of this machine, where the system tells both its own and those of the processes that the run has
 * started: on Linux. Undefined elsewhere: what our own execution environments use would pass for that of others. In a
 * container it tells of the whole machine, and not of what the container may use.
 */
export function readCpuTimes(): CpuTimes | undefined {
  const { user, system } = process.cpuUsage();
  const all = fromProc();
  const childrenMs = childrenCpuMs();
  return all && childrenMs !== undefined ? { ...all, ownMs: (user + system) / 1000 + childrenMs } : undefined;
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
    // Only Linux has it, and some sandboxes hide it.
    return undefined;
  }
}
