/* What `inThread` starts: answers each message, the arguments of a call, with what came of the call. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer } from './in-thread.ts';

const { [workerData.name]: run } = await import(workerData.module);

parentPort?.on('message', async (args: unknown[]) => {
  const answer: Answer = await run(...args).then(
    (result: unknown) => ({ result }),
    (error: unknown) => ({ error }),
  );
  parentPort?.postMessage(answer);
});
