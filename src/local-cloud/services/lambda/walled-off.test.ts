import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { test } from 'node:test';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type LambdaBench, startLambda } from '../../testing/lambda.ts';
import { functionResource, queueMapping, queueResource } from '../../testing/templates.ts';

/** What a handler does, and what its caller hears. */
interface Way {
  does: string;
  code: string;
  hears: { errorType: string; errorMessage: RegExp } | { answers: unknown };
  properties?: Record<string, unknown>;
}

const outOfMemory = {
  errorType: 'Runtime.OutOfMemory',
  errorMessage: /^RequestId: \S+ Error: .*signal: killed$/,
};
const exit = (reason: RegExp) => ({ errorType: 'Runtime.ExitError', errorMessage: reason });
const timeout = { errorType: 'Sandbox.Timedout', errorMessage: /Task timed out after 1\.00 seconds$/ };
const short = { Timeout: 1 };

/** A frame as the runtime writes it: the handler knows where and how. */
const frame = `(kind, number, text) => {
  const body = Buffer.from(text); const head = Buffer.alloc(9);
  head.writeUInt32LE(body.length + 5, 0); head[4] = kind; head.writeUInt32LE(number, 5);
  require('node:fs').writeSync(3, Buffer.concat([head, body]));
}`;

const ways: Way[] = [
  {
    does: 'fills an object with keys',
    code: `const all = {}; for (let n = 0; ; n += 1) all['key' + n] = n;`,
    hears: outOfMemory,
  },
  {
    does: 'doubles an array by spreading it',
    code: 'let all = [1, 2, 3]; for (;;) all = [...all, ...all];',
    hears: outOfMemory,
  },
  {
    does: 'replaces in a string of a quarter gigabyte',
    code: `return 'x'.repeat(2 ** 28).replace(/x/g, 'y').length;`,
    hears: outOfMemory,
  },
  {
    does: 'has a map that grows between awaits',
    code: `const all = new Map();
      for (let n = 0; ; n += 1) { all.set(n, { n }); if (n % 10_000 === 0) await new Promise(setImmediate); }`,
    hears: outOfMemory,
  },
  {
    does: 'holds gigabytes of buffers',
    code: 'const all = []; for (;;) { all.push(Buffer.alloc(2 ** 24, 1)); await new Promise(setImmediate); }',
    hears: outOfMemory,
  },
  {
    does: 'writes 100 MB to stdout in one call',
    code: `process.stdout.write('x'.repeat(100e6)); return 'written';`,
    hears: { answers: 'written' },
    properties: { MemorySize: 1024 },
  },
  {
    does: 'writes 100 MB past process.stdout',
    code: `const fs = require('node:fs'); const much = Buffer.alloc(2 ** 20, 'x');
      for (let n = 0; n < 100; n += 1) fs.writeSync(1, much); return 'written';`,
    hears: { answers: 'written' },
    properties: { MemorySize: 1024 },
  },
  {
    does: 'logs without end',
    code: `for (;;) console.log('x'.repeat(1000));`,
    hears: timeout,
    properties: short,
  },
  {
    does: 'ends itself with SIGTERM',
    code: 'process.kill(process.pid); await new Promise((r) => setTimeout(r, 60_000));',
    hears: exit(/signal: terminated$/),
  },
  {
    does: 'ends itself with SIGKILL',
    code: `process.kill(process.pid, 'SIGKILL'); await new Promise((r) => setTimeout(r, 60_000));`,
    hears: exit(/signal: killed$/),
  },
  { does: 'aborts', code: 'process.abort();', hears: exit(/signal: aborted$/) },
  {
    does: 'signals every process',
    code: `process.kill(-1, 'SIGKILL'); await new Promise((r) => setTimeout(r, 60_000));`,
    hears: exit(/signal: killed$/),
  },
  {
    does: 'signals its parent',
    code: `process.kill(process.ppid, 'SIGKILL');`,
    hears: { errorType: 'Error', errorMessage: /EPERM/ },
  },
  {
    does: 'closes every file descriptor',
    code: `for (let fd = 0; fd < 64; fd += 1) try { require('node:fs').closeSync(fd); } catch {}
      await new Promise((r) => setTimeout(r, 60_000));`,
    hears: exit(/Runtime exited with error/),
  },
  { does: 'loops without end', code: 'for (;;);', hears: timeout, properties: short },
  {
    does: 'makes promises without end',
    code: 'const on = () => Promise.resolve().then(on); on(); await new Promise(() => {});',
    hears: timeout,
    properties: short,
  },
  {
    does: 'does not let an exit hook end',
    code: `process.on('exit', () => { for (;;); }); process.exit(1);`,
    hears: timeout,
    properties: short,
  },
  {
    does: 'looks for a channel to its parent',
    code: `const { parentPort, isMainThread } = require('node:worker_threads');
      return { parentPort, isMainThread, send: typeof process.send, connected: process.connected ?? null };`,
    hears: { answers: { parentPort: null, isMainThread: true, send: 'undefined', connected: null } },
  },
  {
    does: 'writes what is no message to the runtime’s pipe',
    code: `require('node:fs').writeSync(3, Buffer.alloc(4096, 255)); await new Promise((r) => setTimeout(r, 60_000));`,
    hears: exit(/signal: killed$/),
  },
  {
    does: 'writes an error that is none to the runtime’s pipe',
    code: `(${frame})(6, 1, 'null'); await new Promise((r) => setTimeout(r, 60_000));`,
    hears: { errorType: 'Runtime.Unknown', errorMessage: /^$/ },
  },
  {
    does: 'answers invocations that are not its own',
    code: `for (const number of [0, 2, 3]) (${frame})(5, number, '"forged"'); return 'own';`,
    hears: { answers: 'own' },
  },
  {
    does: 'leaves a child process',
    code: `const { spawn } = require('node:child_process');
      spawn('sleep', ['1000'], { stdio: 'inherit' }).unref();
      spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' }).unref(); return 'left';`,
    hears: { answers: 'left' },
  },
  {
    does: 'leaves a port open',
    code: `return new Promise((resolve) => {
      const server = require('node:net').createServer(() => {});
      server.listen(0, '127.0.0.1', () => resolve({ port: server.address().port })); });`,
    hears: { answers: undefined },
  },
];

const count = 200;

test('whatever a handler does, only its own caller notices, and nothing is left', async (t) => {
  const bench = await startLambda(t, {
    Function: functionResource('exports.handler = async (event) => event;', { Timeout: 60 }),
    Consumer: functionResource(
      'exports.handler = async ({ Records }) => { for (const each of Records) console.log(each.body); };',
      { Timeout: 60 },
    ),
    Queue: queueResource({ VisibilityTimeout: 360 }),
    Mapping: { ...queueMapping({ FunctionName: { Ref: 'Consumer' } }) },
    ...Object.fromEntries(
      ways.map(({ code, properties }, number) => [
        `Way${number}`,
        functionResource(`exports.handler = async (event) => { ${code} };`, {
          Timeout: 120,
          Environment: { Variables: { WALLED_OFF_TEST: String(process.pid) } },
          ...properties,
        }),
      ]),
    ),
  });

  const heard = ways.map((_, number) => bench.invoke({}, { FunctionName: `Test-Way${number}` }));
  const [answers, bodies] = await Promise.all([requests(bench), messages(bench)]);
  const numbers = Array.from({ length: count }, (_, n) => n);
  assert.deepEqual(answers, numbers);
  assert.deepEqual(bodies, numbers);

  for (const [number, { does, hears }] of ways.entries()) {
    const { payload, functionError } = (await heard[number]) as Awaited<(typeof heard)[number]>;
    if ('answers' in hears) {
      assert.equal(functionError, undefined, `${does}: ${JSON.stringify(payload)}`);
      if (hears.answers !== undefined) assert.deepEqual(payload, hears.answers, does);
    } else {
      assert.equal(payload?.errorType, hears.errorType, `${does}: ${JSON.stringify(payload)}`);
      assert.match(payload.errorMessage, hears.errorMessage, does);
    }
  }
  const left = ways.findIndex(({ does }) => does === 'leaves a port open');
  const socket = connect(await heard[left]?.then(({ payload }) => payload.port), '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  if (process.platform === 'linux') assert.notEqual(processesOfThisTest().length, 0);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await bench.cloud.close();
  await closed;
  if (process.platform === 'linux') assert.deepEqual(processesOfThisTest(), []);
});

/** Calls the innocent function, ten at a time; gives the numbers that came back, in order. */
async function requests({ invoke }: LambdaBench): Promise<number[]> {
  const back: number[] = [];
  let next = 0;
  const caller = async () => {
    while (next < count) {
      const n = next;
      next += 1;
      back.push((await invoke({ n })).payload.n);
    }
  };
  await Promise.all(Array.from({ length: 10 }, caller));
  return back.toSorted((a, b) => a - b);
}

/** Sends messages to the innocent queue; gives the numbers that its consumer saw, in order. */
async function messages({ cloud, eventually }: LambdaBench): Promise<number[]> {
  const sqs = new SQSClient({
    endpoint: cloud.endpoints.sqs,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const seen: number[] = [];
  const all = eventually((event) => {
    if (event.type === 'log-line' && event.resource === 'Consumer') seen.push(Number(event.line));
    return seen.length === count;
  });
  for (let n = 0; n < count; n += 10) {
    const Entries = Array.from({ length: 10 }, (_, i) => ({ Id: String(i), MessageBody: String(n + i) }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: cloud.outputs.Queue, Entries }));
  }
  await all;
  sqs.destroy();
  return seen.toSorted((a, b) => a - b);
}

/** Commands of the processes that have the variables of this test's functions. */
function processesOfThisTest(): string[] {
  return readdirSync('/proc')
    .filter((each) => /^\d+$/.test(each))
    .filter((pid) => read(`/proc/${pid}/environ`).includes(`WALLED_OFF_TEST=${process.pid}\0`))
    .map((pid) => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' '));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
