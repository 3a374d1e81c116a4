import { readdirSync, readFileSync } from 'node:fs';

/** A tick of /proc is a hundredth of a second on every Linux that Node runs on. */
const tickMs = 10;

/**
 * CPU time of all processes that this one has started, directly or not: those that live, and those that ended and were
 * waited for. Undefined where the system does not tell, which is everywhere but on Linux.
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function childrenCpuMs(): number | undefined {
  try {
    const own = cpuOf('self');
    return (own.waitedFor + descendants(ownChildren()).reduce((sum, pid) => sum + ofOne(pid), 0)) * tickMs;
  } catch {
    return undefined;
  }
}

/** Ticks of a process and of its ended children; 0 when it ended while we looked. */
function ofOne(pid: string): number {
  try {
    const { own, waitedFor } = cpuOf(pid);
    return own + waitedFor;
  } catch {
    return 0;
  }
}

/**
 * Each thread has a list of its own. All of ours are read; of another process the one of its first thread, which starts
 * what it starts in most programs: this is read several times a second, of dozens of processes with ten threads each, and
 * must not itself be what keeps the machine busy. What another thread started counts as that of others.
 */
const ownChildren = (): string[] =>
  readdirSync('/proc/self/task').flatMap((thread) => listOf('self', thread));

function descendants(children: readonly string[]): string[] {
  return children.flatMap((pid) => {
    try {
      return [pid, ...descendants(listOf(pid, pid))];
    } catch {
      // It has just ended, and has no children any more.
      return [pid];
    }
  });
}

const listOf = (pid: string, thread: string): string[] =>
  readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').match(/\d+/g) ?? [];

function cpuOf(pid: string): { own: number; waitedFor: number } {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold anything; the fields that follow are numbers, the first of them is field 3.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = (field: number) => Number(fields[field - 3]);
  return { own: ticks(14) + ticks(15), waitedFor: ticks(16) + ticks(17) };
}
