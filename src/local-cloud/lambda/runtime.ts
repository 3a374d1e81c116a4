/*
 * The inside of an execution environment: the counterpart of AWS's Node.js runtime.
 * Runs in a worker thread; speaks with execution-environment.ts in the messages of runtime-protocol.ts.
 */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { FunctionError } from './invocation.ts';
import { loadHandler } from './load-handler.ts';
import type { RuntimeMessage, RuntimeOptions, RuntimeRequest } from './runtime-protocol.ts';

const options = workerData as RuntimeOptions;
let invocationId: string | undefined;

// A worker has a compile cache of its own: without it, every cold start compiles the AWS SDK anew.
if (options.compileCache) enableCompileCache(options.compileCache);

const send = (message: RuntimeMessage): void => parentPort?.postMessage(message);

// Lines go by the same road as results, so that a line is known to belong to the invocation that wrote it.
for (const stream of ['stdout', 'stderr'] as const) {
  process[stream].write = ((chunk: string | Uint8Array, encoding?: unknown, done?: unknown) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    for (const line of text.replace(/\n$/, '').split('\n')) send({ type: 'log', stream, line, invocationId });
    const callback = typeof encoding === 'function' ? encoding : done;
    if (typeof callback === 'function') process.nextTick(callback);
    return true;
  }) as typeof process.stdout.write;
}

// An initialization error is kept for the invocation that waits for it, as on AWS.
const handler = loadHandler(options).catch((error: unknown) => () => {
  throw error;
});
await handler;
send({ type: 'ready' });
// Environments are terminated, not left to exit: what was compiled is kept now or never.
if (options.compileCache) flushCompileCache();

parentPort?.on('message', async (request: RuntimeRequest) => {
  invocationId = request.invocationId;
  try {
    const result = await (await handler)(JSON.parse(request.payload), contextOf(request));
    // Through JSON, as every answer on AWS: undefined becomes null, dates become text.
    const payload = JSON.parse(JSON.stringify(result === undefined ? null : result));
    send({ type: 'result', result: { outcome: 'succeeded', payload } });
  } catch (error) {
    send({ type: 'result', result: { outcome: 'failed', error: describeError(error) } });
  }
});

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
function contextOf(request: RuntimeRequest) {
  return {
    functionName: options.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: options.functionArn,
    memoryLimitInMB: String(options.memoryMiB),
    awsRequestId: request.invocationId,
    logGroupName: `/aws/lambda/${options.functionName}`,
    logStreamName: options.environmentId,
    callbackWaitsForEmptyEventLoop: true,
    identity: undefined,
    clientContext: undefined,
    getRemainingTimeInMillis: () => Math.max(0, request.deadlineMs - Date.now()),
  };
}

function describeError(error: unknown): FunctionError {
  if (error instanceof Error) {
    return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
  }
  return { errorType: typeof error, errorMessage: String(error) };
}
