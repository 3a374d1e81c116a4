import { statSync, utimesSync } from 'node:fs';

/** A run touches its file so often, and one of which nothing was heard for so long does not go on. */
const sayEveryMs = 5_000;
const goneAfterMs = 60_000;

/** Says through a file that a run goes on, until the answer is called. */
export function saysThatItGoesOn(file: string): () => void {
  const saying = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // Somebody took it away by hand.
    }
  }, sayEveryMs).unref();
  return () => clearInterval(saying);
}

/**
 * Whether the run that a file tells of goes on: its process is there and says so. After the machine was started again,
 * another process may have the number of one that was killed.
 */
export function isGoingOn(file: string, pid: number): boolean {
  const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { mtimeMs: 0 };
  if (Date.now() - mtimeMs > goneAfterMs) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
