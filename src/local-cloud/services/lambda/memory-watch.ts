import { closeSync, openSync, readSync } from 'node:fs';

/** Whether one process can see how much memory another has, without asking a program. */
export const seesMemoryOfOthers = process.platform === 'linux';

const everyMs = 25;
const pageBytes = 4096;

interface Watched {
  /** `/proc/…/statm`, opened when first looked at. */
  descriptor?: number;
  pid: number;
  limitBytes: number;
  exceeded(): void;
}

const watched = new Set<Watched>();
const text = Buffer.alloc(128);
let timer: NodeJS.Timeout | undefined;
let idleRounds = 0;

/**
 * Calls `exceeded` once when a process has more memory than it may: all that is its own, heap, buffers and stacks. The
 * program's own pages, which all environments share, do not count. Call the result to stop.
 */
export function watchMemoryOf(pid: number, mebibytes: number, exceeded: () => void): () => void {
  if (!seesMemoryOfOthers) return () => {};
  const each: Watched = { pid, limitBytes: mebibytes * 2 ** 20, exceeded };
  watched.add(each);
  if (!timer) {
    timer = setInterval(look, everyMs);
    timer.unref();
  }
  return () => {
    watched.delete(each);
    if (each.descriptor !== undefined) closeSync(each.descriptor);
    delete each.descriptor;
  };
}

function look(): void {
  idleRounds = watched.size === 0 ? idleRounds + 1 : 0;
  if (idleRounds > 10) {
    clearInterval(timer);
    timer = undefined;
  }
  for (const each of watched) {
    if (memoryOf(each) <= each.limitBytes) continue;
    watched.delete(each);
    each.exceeded();
  }
}

/** Bytes; 0 when the process is gone. */
function memoryOf(each: Watched): number {
  try {
    each.descriptor ??= openSync(`/proc/${each.pid}/statm`, 'r');
    const length = readSync(each.descriptor, text, 0, text.length, 0);
    const [, resident = 0, shared = 0] = text.toString('latin1', 0, length).split(' ').map(Number);
    return (resident - shared) * pageBytes;
  } catch {
    return 0;
  }
}
