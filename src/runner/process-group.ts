import type { ChildProcess } from 'node:child_process';

/** How a child is spawned that leads a group of its own: what it starts can be ended with it. */
export const inOwnGroup = { detached: process.platform !== 'win32' };

/** Sends a signal to a child that leads a group, and to all that it has started. */
export function endGroup(child: ChildProcess, by: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(by);
    else process.kill(-child.pid, by);
  } catch {
    // It has ended already.
  }
}
