/* A worker of bare-worker-pool.ts: loads the handler, answers each event with its result. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadHandler } from '#local-cloud/lambda/runtime/load-handler.ts';

const handler = await loadHandler(workerData);
parentPort?.on('message', async (event) => parentPort?.postMessage(await handler(event, {})));
