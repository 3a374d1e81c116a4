/*
 * The inside of an execution environment: the counterpart of AWS's Node.js runtime.
 * Runs in a worker thread; speaks with runtime-worker.ts in the messages of protocol.ts.
 */
import { randomBytes } from 'node:crypto';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { callHandler, callLegacyHandler, contextOf } from './call-handler.ts';
import { describeError, errorLogLine, runtimeError } from './errors.ts';
import { whenEventLoopIsEmpty } from './event-loop.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import type { RuntimeMessage, RuntimeOptions, RuntimeRequest } from './protocol.ts';
import { yieldToTheCloud } from './thread-priority.ts';

yieldToTheCloud();
const options = workerData as RuntimeOptions;
const service = parentPort as MessagePort;
const requestsSent = new Int32Array(options.requestsSent);
let requestsTaken = 0;
let initialized = false;
let invocationId: string | undefined;

const send = (message: RuntimeMessage): void => service.postMessage(message);

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
const logError = (title: string, error: unknown): void =>
  send({ type: 'log', stream: 'stderr', line: errorLogLine(title, error), invocationId });

// What nobody catches fails what is going on and ends the runtime, as on AWS.
process.on('uncaughtException', (error) => end('Uncaught Exception', error, 129));
process.on('unhandledRejection', (reason) =>
  end('Unhandled Promise Rejection', runtimeError('UnhandledPromiseRejection', String(reason)), 128),
);

function end(title: string, error: unknown, status: number): void {
  logError(title, error);
  if (initialized) send({ type: 'failed', error: describeError(error), exits: true });
  else send({ type: 'init-failed', error: describeError(error) });
  process.exit(status);
}

Object.assign(globalThis, {
  awslambda: {
    streamifyResponse() {
      throw new Error(
        'Response streaming is not supported by the local cloud: answer with the whole response.',
      );
    },
  },
});
// A worker thread cannot change its folder; this much of `/var/task` as working folder it can have.
process.cwd = () => options.directory;
// NODE_EXTRA_CA_CERTS is read when the process starts, too early for a certificate of the run.
if (options.trustedCertificate) {
  const tls = process.getBuiltinModule('node:tls');
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), options.trustedCertificate]);
}
// A worker has a compile cache of its own: without it, every cold start compiles the AWS SDK anew.
if (options.compileCache) enableCompileCache(options.compileCache);

const handler: Handler | undefined = await loadHandler(options).catch((error: unknown) => {
  logError('Init Error', error);
  send({ type: 'init-failed', error: describeError(error) });
  return undefined;
});
// Environments are terminated, not left to exit: what was compiled is kept now or never.
if (options.compileCache) flushCompileCache();
if (handler) {
  initialized = true;
  send({ type: 'ready' });
}
next();

/**
 * Sleeps until the next request. As in a frozen execution environment nothing runs meanwhile, no timer and no callback;
 * what was left behind goes on together with the next invocation.
 */
function next(): void {
  whenEventLoopIsEmpty(undefined);
  Atomics.wait(requestsSent, 0, requestsTaken);
  requestsTaken += 1;
  const received = receiveMessageOnPort(service) as { message: RuntimeRequest };
  // A whole turn of the event loop first: connections that were closed meanwhile are noticed before a handler uses them.
  setImmediate(() => setImmediate(() => void invoke(received.message)));
}

async function invoke(request: RuntimeRequest): Promise<void> {
  invocationId = request.invocationId;
  process.env._X_AMZN_TRACE_ID = traceHeader();
  try {
    const result = await answer(request);
    send({ type: 'succeeded', json: toJson(result) });
  } catch (error) {
    logError('Invoke Error', error);
    send({ type: 'failed', error: describeError(error), exits: false });
  }
  invocationId = undefined;
  next();
}

async function answer(request: RuntimeRequest): Promise<unknown> {
  const { delayMs, fail } = request.faults;
  if (delayMs > 0) await delay(delayMs);
  if (fail) throw Object.assign(new Error('This failure was injected.'), { name: 'InjectedFault' });
  const event = JSON.parse(request.payload);
  const context = contextOf(options, request);
  const call = options.nodeMajor >= 24 ? callHandler : callLegacyHandler;
  return call(handler as Handler, event, context);
}

/** Every answer travels as JSON: undefined becomes null, dates become text. */
function toJson(result: unknown): string {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch {
    throw runtimeError('JSONStringifyError', 'Unable to stringify response body');
  }
}

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader (never sampled here) */
function traceHeader(): string {
  const time = Math.floor(Date.now() / 1000).toString(16);
  const hex = (bytes: number) => randomBytes(bytes).toString('hex');
  return `Root=1-${time}-${hex(12)};Parent=${hex(8)};Sampled=0`;
}
