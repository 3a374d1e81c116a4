/* What `inThread` starts: answers each message, a call, with what came of it. */
import { parentPort } from 'node:worker_threads';
import type { Answer, Call } from './in-thread.ts';

parentPort?.on('message', async ({ module, name, args }: Call) => {
  const answer: Answer = await import(module)
    .then(({ [name]: run }) => run(...args))
    .then(
      (result: unknown) => ({ result }),
      (error: unknown) => ({ error }),
    );
  parentPort?.postMessage(answer);
});
