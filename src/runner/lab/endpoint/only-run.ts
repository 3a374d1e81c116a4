import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TwoPartError } from '../../call-error.ts';
import { project } from '../../project.ts';
import { isGoingOn, saysThatItGoesOn } from '../going-on.ts';

/**
 * Notes that this process runs a lab at an endpoint, until the answer is called: what a run finds there of the same lab it
 * takes for left over, and deletes it. Throws a TwoPartError while another process of this checkout is at it.
 */
export function onlyRunAt(
  { origin, lab }: { origin: string; lab: string },
  folder = join(project.cache, 'endpoints'),
): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${lab}-${new URL(origin).host.replace(/[^a-z0-9.-]/gi, '-')}`);
  if (!isTaken(file)) {
    const pid = pidIn(file);
    if (pid !== process.pid && isGoingOn(file, pid))
      throw new TwoPartError(
        `Another run of ${lab} at ${origin} goes on, and this one would delete what it has deployed.`,
        'Wait until it has ended, or end it with Ctrl-C.',
      );
    rmSync(file, { force: true });
    // Somebody else may be quicker.
    if (!isTaken(file)) return onlyRunAt({ origin, lab }, folder);
  }
  const end = saysThatItGoesOn(file);
  return () => {
    end();
    rmSync(file, { force: true });
  };
}

function isTaken(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The process that wrote it; our own for what nobody can have written as a whole. */
function pidIn(file: string): number {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : process.pid;
  } catch {
    return process.pid;
  }
}
