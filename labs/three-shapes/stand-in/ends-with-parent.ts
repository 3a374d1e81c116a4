import { Socket } from 'node:net';
import { isMainThread, Worker } from 'node:worker_threads';

/*
 * Loaded before the entry point of a process that stands in for a container: ends it when the process that started it is
 * gone, however that came. In a thread of its own, because the main one may be in an endless loop.
 */
if (isMainThread) new Worker(new URL(import.meta.url)).unref();
else {
  const parent = new Socket({ fd: 3, readable: true, writable: false });
  parent.on('close', () => process.kill(process.pid, 'SIGKILL'));
  parent.on('error', () => undefined);
  parent.resume();
}
