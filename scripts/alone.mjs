import { mkdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Does `work` while no other process does it, and gives what that gives. `place` is a folder that is there as long as
 * somebody is at it: who is says so each `everyMs`, and is gone when nothing was heard for `goneAfterMs`. `onWait` is called
 * when it has to wait; a `signal` that aborts ends that.
 */
export async function alone(place, { onWait, everyMs = 1_000, goneAfterMs = 30_000, signal }, work) {
  mkdirSync(dirname(place), { recursive: true });
  let isTold = false;
  while (!isTaken(place)) {
    const { mtimeMs } = statSync(place, { throwIfNoEntry: false }) ?? { mtimeMs: 0 };
    if (Date.now() - mtimeMs > goneAfterMs) {
      rmSync(place, { recursive: true, force: true });
      continue;
    }
    if (!isTold) onWait();
    isTold = true;
    await wait(everyMs, undefined, { signal });
  }
  const release = () => rmSync(place, { recursive: true, force: true });
  const saying = setInterval(() => sayThatWeAreHere(place), everyMs);
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(saying);
    process.off('exit', release);
    release();
  }
}

/** Takes the place; false when somebody else has it. */
function isTaken(place) {
  try {
    mkdirSync(place);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function sayThatWeAreHere(place) {
  try {
    utimesSync(place, new Date(), new Date());
  } catch {
    // The machine slept for so long that another one took us for gone.
  }
}
