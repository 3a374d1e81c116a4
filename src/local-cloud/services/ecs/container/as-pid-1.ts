import { isMainThread } from 'node:worker_threads';

/*
 * Loaded before the program of a container without an init process. There it has the process id 1, for which Linux knows
 * no default action: a signal that it does not handle does nothing. https://man7.org/linux/man-pages/man7/pid_namespaces.7.html
 */
if (isMainThread) {
  process.on('SIGTERM', () => {});
  process.on('SIGINT', () => {});
  // What it forks has another id.
  const own = process.execArgv.findIndex((each) => each.endsWith('as-pid-1.cjs'));
  if (own >= 0) process.execArgv.splice(own, 1);
}
