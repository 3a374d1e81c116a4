import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

/** Nice value: a third of the share that the cloud's own thread gets where both want the same core. */
const lower = 5;

/**
 * Lets the cloud's own thread go first: on AWS a busy function takes no time from the gateway, the queue or the pollers.
 * Only Linux has priorities per thread that a thread may lower by itself; elsewhere nothing changes.
 */
export function yieldToTheCloud(): void {
  if (process.platform !== 'linux') return;
  try {
    const threadId = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    if (threadId > 0 && threadId !== process.pid) setPriority(threadId, lower);
  } catch {
    // A sandbox without /proc, or one that forbids it: the threads share as equals.
  }
}
