import { runtimeError } from './errors.ts';
import { whenEventLoopIsEmpty } from './event-loop.ts';
import type { Handler } from './load-handler.ts';
import type { RuntimeOptions, RuntimeRequest } from './protocol.ts';

/** "It affects only async style handlers": https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html */
const unexpectedExit = () =>
  runtimeError(
    'NodejsExit',
    'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes',
  );

/** Calls a handler of Node.js 24 and later: what it returns, or what its promise resolves to, is the result. */
export async function callHandler(handler: Handler, event: unknown, context: object): Promise<unknown> {
  const { promise: emptied, reject } = Promise.withResolvers<never>();
  whenEventLoopIsEmpty(() => reject(unexpectedExit()));
  const result = await Promise.race([handler(event, context), emptied]);
  // As AWS's runtime does: rejections that nobody handles come to light before the reply.
  await new Promise(setImmediate);
  return result;
}

/**
 * Calls a handler of Node.js 22 and earlier. It may answer by a promise, by the callback (which waits until the event
 * loop is empty unless `context.callbackWaitsForEmptyEventLoop` is false), or by `context.succeed`, `fail` and `done`.
 * What a handler returns that is no promise counts for nothing.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html#nodejs-handler-callback
 */
export function callLegacyHandler(handler: Handler, event: unknown, context: object): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  let answered = false;
  const once =
    (answer: (error: unknown, result?: unknown) => void) =>
    (error?: unknown, result?: unknown): void => {
      if (answered) return;
      answered = true;
      whenEventLoopIsEmpty(undefined);
      answer(error ?? undefined, result);
    };
  const done = once((error, result) => (error === undefined ? resolve(result) : reject(error)));
  const legacyContext = Object.assign(context, {
    callbackWaitsForEmptyEventLoop: true,
    done,
    succeed: (result: unknown) => done(undefined, result),
    fail: (error: unknown) => done(error ?? 'handled'),
  });
  const callback = once((error, result) => {
    if (error !== undefined) reject(error);
    else if (legacyContext.callbackWaitsForEmptyEventLoop) whenEventLoopIsEmpty(() => resolve(result));
    else resolve(result);
  });
  const isAsync = handler.constructor.name === 'AsyncFunction';
  whenEventLoopIsEmpty(() => (isAsync ? reject(unexpectedExit()) : resolve(null)));
  try {
    const returned = handler(event, legacyContext, callback);
    if (returned instanceof Object && 'then' in returned && typeof returned.then === 'function')
      returned.then(legacyContext.succeed, legacyContext.fail);
  } catch (error) {
    callback(error);
  }
  return promise;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export function contextOf(options: RuntimeOptions, request: RuntimeRequest): object {
  return {
    functionName: options.functionName,
    functionVersion: options.functionVersion,
    invokedFunctionArn: request.functionArn,
    memoryLimitInMB: String(options.memoryMiB),
    awsRequestId: request.invocationId,
    logGroupName: options.logGroupName,
    logStreamName: options.logStreamName,
    identity: undefined,
    clientContext: request.clientContext,
    getRemainingTimeInMillis: () => Math.max(0, request.deadlineMs - Date.now()),
  };
}
