import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** Nice value: a third of the share that the cloud gets where both want the same core. */
const lower = 5;
const hasGroups = process.platform !== 'win32';

/**
 * Lets the cloud go first where both want the same core: on AWS a busy function takes no time from the gateway, the queue
 * or the pollers. On Linux it holds for the thread that runs JavaScript.
 */
export function lowerPriority(pid: number): void {
  try {
    setPriority(pid, lower);
    // A Linux desktop shares the processor between sessions first, and each environment is one.
    if (process.platform === 'linux') writeFileSync(`/proc/${pid}/autogroup`, String(lower));
  } catch {
    // A kernel without it, or a sandbox that forbids it: they share as equals.
  }
}

/** Ends a process, what it started in its group, and what keeps it from ending. */
export function killGroup(pid: number): void {
  signalGroup(pid, 'SIGKILL');
}

/** Stops a process and what it started in its group; false where that does not exist. */
export function pauseGroup(pid: number): boolean {
  return hasGroups && signalGroup(pid, 'SIGSTOP');
}

export function resumeGroup(pid: number): void {
  signalGroup(pid, 'SIGCONT');
}

function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(hasGroups ? -pid : pid, signal);
  } catch {
    // Gone already.
    return false;
  }
}
