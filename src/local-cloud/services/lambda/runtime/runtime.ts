/*
 * The inside of an execution environment: the counterpart of AWS's Node.js runtime.
 * Runs in a process of its own; speaks with runtime-process.ts in the frames of frames.ts.
 */
import { randomBytes } from 'node:crypto';
import { flushCompileCache } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { leadPrefixedHostsHome } from '../../../kernel/processes/host-prefixes.ts';
import { refuseConnectionsToAws } from '../../../kernel/processes/no-aws.ts';
import { callHandler, callLegacyHandler, contextOf } from './call-handler.ts';
import { describeError, errorLogLine, runtimeError } from './errors.ts';
import { whenEventLoopIsEmpty } from './event-loop.ts';
import { type Frame, kinds, maxFrameBytes } from './frames.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import { watchMemory } from './memory-limit.ts';
import { refuseInThreads } from './no-aws-in-threads.ts';
import { signalOnlyItself } from './only-itself.ts';
import { captureOutput } from './output.ts';
import { leadOwnHostTo } from './own-host.ts';
import type { RuntimeOptions, RuntimeRequest } from './protocol.ts';
import { endAtOnce, receive, send } from './service-channel.ts';

// Said to this process, not to the function.
if (process.env.NODE_COMPILE_CACHE) delete process.env.NODE_COMPILE_CACHE;

const options: RuntimeOptions = JSON.parse(receive().body.toString());
/** Characters; in UTF-8 they still fit a frame. Whether the caller may get as many is for the service to say. */
const longestResult = maxFrameBytes / 4;
/** Number of the invocation that runs, 0 before the first. */
let number = 0;
let initialized = false;

const newOutput = captureOutput((kind, text) => send(kind, number, text));
const logError = (title: string, error: unknown): void =>
  send(kinds.stderr, number, errorLogLine(title, error));
signalOnlyItself();
refuseConnectionsToAws();
leadPrefixedHostsHome();
if (options.ownHostPort) leadOwnHostTo(options.ownHostPort);
refuseInThreads(fileURLToPath(new URL('./no-aws.cjs', import.meta.url)));
if (options.watchesMemory) {
  watchMemory(options.memoryMiB, () => {
    send(kinds.outOfMemory, number, '');
    endAtOnce();
  });
}

// What nobody catches fails what is going on and ends the runtime, as on AWS.
process.on('uncaughtException', (error) => end('Uncaught Exception', error, 129));
process.on('unhandledRejection', (reason) =>
  end('Unhandled Promise Rejection', runtimeError('UnhandledPromiseRejection', String(reason)), 128),
);

function end(title: string, error: unknown, status: number): void {
  logError(title, error);
  send(initialized ? kinds.exits : kinds.initFailed, number, JSON.stringify(describeError(error)));
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
// NODE_EXTRA_CA_CERTS replaces nothing but names one file, which may be the function's own.
if (options.trustedCertificate) {
  const tls = process.getBuiltinModule('node:tls');
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), options.trustedCertificate]);
}

const handler: Handler | undefined = await loadHandler(options).catch((error: unknown) => {
  logError('Init Error', error);
  send(kinds.initFailed, number, JSON.stringify(describeError(error)));
  return undefined;
});
// Environments are killed, not left to exit: what was compiled is kept now or never.
flushCompileCache();
if (handler) {
  initialized = true;
  send(kinds.ready, number, '');
}
next();

/** Sleeps until the next request; what was left behind goes on together with the next invocation. */
function next(): void {
  whenEventLoopIsEmpty(undefined);
  const frame = receive();
  number = frame.number;
  newOutput();
  // A whole turn of the event loop first: connections that were closed meanwhile are noticed before a handler uses them.
  setImmediate(() => setImmediate(() => void invoke(frame)));
}

async function invoke(frame: Frame): Promise<void> {
  process.env._X_AMZN_TRACE_ID = traceHeader();
  try {
    const result = await answer(frame.body);
    send(kinds.succeeded, number, toJson(result));
  } catch (error) {
    logError('Invoke Error', error);
    send(kinds.failed, number, JSON.stringify(describeError(error)));
  }
  next();
}

async function answer(body: Buffer): Promise<unknown> {
  const lineEnd = body.indexOf(10);
  const request: RuntimeRequest = JSON.parse(body.toString('utf8', 0, lineEnd));
  const { delayMs, fail } = request.faults;
  if (delayMs > 0) await delay(delayMs);
  if (fail) throw Object.assign(new Error('This failure was injected.'), { name: 'InjectedFault' });
  const event = JSON.parse(body.toString('utf8', lineEnd + 1));
  const context = contextOf(options, request);
  const call = options.nodeMajor >= 24 ? callHandler : callLegacyHandler;
  return call(handler as Handler, event, context);
}

/** Every answer travels as JSON: undefined becomes null, dates become text. */
function toJson(result: unknown): string {
  let json: string;
  try {
    json = JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch {
    throw runtimeError('JSONStringifyError', 'Unable to stringify response body');
  }
  if (json.length > longestResult)
    throw Object.assign(new Error(`Response payload of ${json.length} characters cannot be sent.`), {
      name: 'Function.ResponseSizeTooLarge',
    });
  return json;
}

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader (never sampled here) */
function traceHeader(): string {
  const time = Math.floor(Date.now() / 1000).toString(16);
  const hex = (bytes: number) => randomBytes(bytes).toString('hex');
  return `Root=1-${time}-${hex(12)};Parent=${hex(8)};Sampled=0`;
}
