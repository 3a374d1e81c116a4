import { nextTurn } from './mortal-processes.ts';

/** Stands in for `node:timers/promises` in handlers whose settings let them wait for nothing: others may go on meanwhile. */
export async function setTimeout(milliseconds: number): Promise<void> {
  if (milliseconds !== 0)
    throw new Error(
      `A handler waits for ${milliseconds} ms in a run of turns.\nSet what it waits for to 0 where it is loaded.`,
    );
  await nextTurn();
}
