import assert from 'node:assert/strict';
import { test } from 'node:test';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startFunction, startLambda } from '../../testing/lambda.ts';
import { functionResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('Lambda', import.meta.filename);
const lifecycle = 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html';

behaviour(
  'an execution environment is kept warm and keeps its state; static code runs once',
  { source: lifecycle },
  async (t) => {
    const { invoke, eventsOf } = await startFunction(
      t,
      `console.log('static'); let n = 0; exports.handler = async () => { n += 1; return n; };`,
    );
    assert.equal((await invoke()).payload, 1);
    assert.equal((await invoke()).payload, 2);
    const started = eventsOf('invocation-started');
    assert.deepEqual(
      started.map((each) => each.coldStart),
      [true, false],
    );
    assert.equal(started[0]?.environmentId, started[1]?.environmentId);
    assert.equal(eventsOf('log-line').length, 1);
  },
);

behaviour(
  'an execution environment handles one request at a time; another request gets another environment',
  {
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html#understanding-concurrency',
  },
  async (t) => {
    const { invoke, eventsOf } = await startFunction(
      t,
      `let busy = 0; exports.handler = async () => {
         busy += 1; const seen = busy; await new Promise((r) => setTimeout(r, 100)); busy -= 1; return seen; };`,
    );
    const answers = await Promise.all([1, 2, 3].map(() => invoke()));
    assert.deepEqual(
      answers.map((each) => each.payload),
      [1, 1, 1],
    );
    assert.equal(new Set(eventsOf('invocation-started').map((each) => each.environmentId)).size, 3);
  },
);

behaviour(
  'between invocations the environment is frozen: timers stand still and go on with the next invocation',
  { source: 'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html' },
  async (t) => {
    const { invoke } = await startLambda(t, {
      Function: functionResource(`let ticks = 0;
        exports.handler = async (event) => {
          const before = ticks;
          if (event.start) setInterval(() => { ticks += 1; }, 10).unref();
          if (event.wait) await new Promise((r) => setTimeout(r, event.wait));
          return { before, after: ticks };
        };`),
      Other: functionResource('exports.handler = async () => new Promise((r) => setTimeout(r, 300));'),
    });
    await invoke({ start: true });
    // Time passes while another function works.
    await invoke({}, { FunctionName: 'Test-Other' });
    const { payload } = await invoke({ wait: 200 });
    assert.ok(payload.before <= 2, `${payload.before} ticks while frozen`);
    assert.ok(payload.after > payload.before + 3, `${payload.after} ticks after 200 ms of work`);
  },
);

behaviour(
  'a function that runs into its timeout is stopped, and the next invocation starts in a new environment',
  {
    source:
      'https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html#troubleshooting-timeouts',
  },
  async (t) => {
    const { invoke, eventsOf } = await startFunction(
      t,
      `exports.handler = async (event) => { if (event.loop) for (;;); return 1; };`,
      { Timeout: 1 },
    );
    const { payload, functionError } = await invoke({ loop: true });
    assert.equal(functionError, 'Unhandled');
    assert.equal(payload.errorType, 'Sandbox.Timedout');
    assert.match(payload.errorMessage, /Task timed out after 1\.00 seconds$/);
    assert.equal((await invoke()).payload, 1);
    assert.deepEqual(
      eventsOf('invocation-started').map((each) => each.coldStart),
      [true, true],
    );
    assert.deepEqual(
      eventsOf('invocation-ended').map((each) => each.outcome),
      ['timed-out', 'succeeded'],
    );
  },
);

const crashes = [
  {
    what: 'exits the process',
    code: 'process.exit(3);',
    type: 'Runtime.ExitError',
    message: /exit status 3/,
  },
  {
    what: 'fills its memory',
    code: 'const hold = []; for (;;) hold.push(new Array(1e6).fill(Math.random()));',
    type: 'Runtime.OutOfMemory',
    message: /signal: killed/,
  },
  {
    what: 'leaves an exception uncaught',
    code: `setTimeout(() => { throw new RangeError('late'); }, 1); await new Promise((r) => setTimeout(r, 500));`,
    type: 'RangeError',
    message: /^late$/,
  },
  {
    what: 'leaves a rejection unhandled',
    code: `Promise.reject(new Error('stray')); await new Promise((r) => setTimeout(r, 500));`,
    type: 'Runtime.UnhandledPromiseRejection',
    message: /^Error: stray$/,
  },
];
for (const { what, code, type, message } of crashes) {
  behaviour(
    `when a handler ${what} the caller learns it and the environment is replaced`,
    { source: `${lifecycle}#runtimes-lifecycle-invoke-with-errors` },
    async (t) => {
      const { invoke, eventsOf } = await startFunction(
        t,
        `exports.handler = async (event) => { if (event.crash) { ${code} } return 1; };`,
        { Timeout: 60 },
      );
      const { payload, functionError } = await invoke({ crash: true });
      assert.equal(functionError, 'Unhandled');
      assert.equal(payload.errorType, type);
      assert.match(payload.errorMessage, message);
      assert.equal((await invoke()).payload, 1);
      const environments = eventsOf('invocation-started').map((each) => each.environmentId);
      assert.notEqual(environments[0], environments[1]);
      assert.equal(eventsOf('invocation-ended')[0]?.outcome, 'crashed');
    },
  );
}

behaviour(
  'an error left behind by one invocation fails the next one in the same environment',
  { source: lifecycle },
  async (t) => {
    const { invoke } = await startFunction(
      t,
      `exports.handler = async (event) => {
         if (event.leave) setTimeout(() => { throw new Error('left behind'); }, 20);
         else await new Promise((r) => setTimeout(r, 200));
         return 1; };`,
    );
    assert.equal((await invoke({ leave: true })).payload, 1);
    assert.equal((await invoke()).payload.errorMessage, 'left behind');
  },
);

behaviour(
  'static code that throws is run once more for the invocation, then fails it; so does every invocation after',
  { source: `${lifecycle}#runtimes-lifecycle-init-errors` },
  async (t) => {
    const { invoke, eventsOf } = await startFunction(
      t,
      `console.log('static'); throw new Error('no start'); exports.handler = async () => 1;`,
    );
    for (const times of [2, 4]) {
      const { payload, functionError } = await invoke();
      assert.equal(functionError, 'Unhandled');
      assert.equal(payload.errorMessage, 'no start');
      assert.equal(eventsOf('log-line').filter((each) => each.line === 'static').length, times);
    }
  },
);

behaviour(
  'static code that takes longer than the limit on initialization is run again under the function’s timeout',
  {
    source: `${lifecycle}#runtimes-lifecycle-ib`,
    fidelity: 'modelled',
    note: 'The limit, 10 s on AWS, is a setting (lambdaInitSeconds); the test sets a shorter one.',
  },
  async (t) => {
    const slow = `const until = Date.now() + 1_200; while (Date.now() < until); exports.handler = async () => 1;`;
    const settings = { lambdaInitSeconds: 0.8 };
    const patient = await startFunction(t, slow, { Timeout: 10 }, { settings });
    assert.equal((await patient.invoke()).payload, 1);
    const hasty = await startFunction(t, slow, { Timeout: 1 }, { settings });
    assert.equal((await hasty.invoke()).payload.errorType, 'Sandbox.Timedout');
  },
);

behaviour(
  'each function sees its own variables and those that Lambda sets',
  {
    source:
      'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime',
  },
  async (t) => {
    const { invoke } = await startFunction(t, 'exports.handler = async () => process.env;', {
      Environment: { Variables: { GREETING: 'hello', NUMBER: 3 } },
      MemorySize: 512,
    });
    const { payload } = await invoke();
    assert.equal(payload.GREETING, 'hello');
    assert.equal(payload.NUMBER, '3');
    assert.equal(payload.AWS_LAMBDA_FUNCTION_NAME, 'Test-Function');
    assert.equal(payload.AWS_LAMBDA_FUNCTION_VERSION, '$LATEST');
    assert.equal(payload.AWS_LAMBDA_FUNCTION_MEMORY_SIZE, '512');
    assert.equal(payload.AWS_EXECUTION_ENV, 'AWS_Lambda_nodejs24.x');
    assert.equal(payload.AWS_LAMBDA_INITIALIZATION_TYPE, 'on-demand');
    assert.equal(payload._HANDLER, 'index.handler');
    assert.equal(payload.LAMBDA_RUNTIME_DIR, '/var/runtime');
    assert.equal(
      payload.LD_LIBRARY_PATH,
      `/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:${payload.LAMBDA_TASK_ROOT}:${payload.LAMBDA_TASK_ROOT}/lib:/opt/lib`,
    );
    assert.match(payload.NODE_PATH, /\/opt\/nodejs\/node_modules.*\/var\/runtime\/node_modules/);
    assert.match(payload.AWS_LAMBDA_RUNTIME_API, /^127\.0\.0\.1:\d+$/);
    assert.equal(payload.AWS_XRAY_CONTEXT_MISSING, 'LOG_ERROR');
    assert.match(payload.AWS_XRAY_DAEMON_ADDRESS, /^[\d.]+:\d+$/);
    assert.match(payload._X_AMZN_TRACE_ID, /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};/);
    assert.equal(payload.HOME, undefined);
  },
);

behaviour(
  'a response above 6 MB fails the invocation',
  { source: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html' },
  async (t) => {
    const { invoke } = await startFunction(t, `exports.handler = async (event) => 'x'.repeat(event.size);`);
    const { payload, functionError } = await invoke({ size: 6_291_557 });
    assert.equal(functionError, 'Unhandled');
    assert.equal(payload.errorType, 'Function.ResponseSizeTooLarge');
    assert.equal((await invoke({ size: 6_000_000 })).payload.length, 6_000_000);
  },
);

behaviour(
  'what a handler writes is logged with its request id',
  { source: 'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html' },
  async (t) => {
    const { invoke, eventsOf } = await startFunction(
      t,
      `exports.handler = async (event, context) => { console.log('out'); console.error('err'); return context.awsRequestId; };`,
    );
    const { payload } = await invoke();
    assert.deepEqual(
      eventsOf('log-line').map((each) => [each.stream, each.line, each.invocationId]),
      [
        ['stdout', 'out', payload],
        ['stderr', 'err', payload],
      ],
    );
  },
);

behaviour(
  'the runtime in the template decides which forms of handler are taken, and Node.js is this machine’s',
  {
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html',
    fidelity: 'differs',
    note: 'On AWS nodejs22.x is Node.js 22. Here every runtime runs on the Node.js that runs the cloud.',
  },
  async (t) => {
    const { invoke } = await startFunction(
      t,
      'exports.handler = (event, context, callback) => callback(null, process.version);',
      { Runtime: 'nodejs22.x' },
    );
    assert.equal((await invoke()).payload, process.version);
  },
);

behaviour(
  'all memory counts: who takes more than the function has, in buffers too, is killed',
  {
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html',
    fidelity: 'modelled',
    note: 'The process’s own memory is looked at every 25 ms on Linux; elsewhere the runtime looks itself, which it cannot while JavaScript runs. More memory does not mean more CPU here.',
  },
  async (t) => {
    const { invoke, eventsOf } = await startFunction(
      t,
      `let all = [];
       exports.handler = async (event) => {
         for (let mib = 0; mib < event.mib; mib += 10) {
           all.push(Buffer.alloc(10 * 2 ** 20, 1)); await new Promise((r) => setTimeout(r, 10));
         }
         return all.length; };`,
      { MemorySize: 256, Timeout: 60 },
    );
    assert.equal((await invoke({ mib: 100 })).payload, 10);
    const { payload, functionError } = await invoke({ mib: 1_000 });
    assert.equal(functionError, 'Unhandled');
    assert.equal(payload.errorType, 'Runtime.OutOfMemory');
    assert.match(payload.errorMessage, /^RequestId: \S+ Error: Runtime exited with error: signal: killed$/);
    assert.equal(eventsOf('invocation-ended')[1]?.outcome, 'crashed');
  },
);

test('new objects never take more of a function’s heap than it has, however many it makes', async (t) => {
  const { invoke } = await startFunction(
    t,
    `const v8 = require('node:v8');
     exports.handler = async () => {
       const recent = new Array(100_000);
       for (let n = 0; n < 3_000_000; n += 1) recent[n % recent.length] = { n, more: [n] };
       return v8.getHeapSpaceStatistics().find((each) => each.space_name === 'new_space').space_size / 2 ** 20;
     };`,
    { MemorySize: 128, Timeout: 30 },
  );
  for (let call = 0; call < 3; call += 1) {
    const { payload } = await invoke();
    assert.ok(payload < 0.2 * 128, `${payload} MiB of 128 for new objects`);
  }
});

behaviour(
  'the working folder is the code’s',
  {
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html',
    fidelity: 'differs',
    note: 'On AWS it is /var/task, and nobody can write there. Here LAMBDA_TASK_ROOT says where it is.',
  },
  async (t) => {
    const { invoke } = await startFunction(
      t,
      `const fs = require('node:fs');
       exports.handler = async () => [
         process.cwd() === process.env.LAMBDA_TASK_ROOT, fs.existsSync('index.js'),
         require('node:child_process').execFileSync(process.execPath, ['-p', 'process.cwd()']).toString().trim() === process.cwd(),
       ];`,
    );
    assert.deepEqual((await invoke()).payload, [true, true, true]);
  },
);

const variablesPage =
  'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime';

behaviour(
  'the clock is in UTC unless the function sets TZ, and texts are en_US, whatever the machine has',
  { source: variablesPage },
  async (t) => {
    const code = `exports.handler = async () => [
      process.env.TZ, new Date(Date.UTC(2026, 0, 1)).getHours(), process.env.LANG,
      Intl.DateTimeFormat().resolvedOptions().locale ];`;
    const before = { TZ: process.env.TZ, LANG: process.env.LANG, LC_ALL: process.env.LC_ALL };
    Object.assign(process.env, { TZ: 'America/New_York', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' });
    t.after(() => {
      for (const [name, value] of Object.entries(before))
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
    });
    const { invoke } = await startLambda(t, {
      Function: functionResource(code),
      Berlin: functionResource(code, { Environment: { Variables: { TZ: 'Europe/Berlin' } } }),
    });
    assert.deepEqual((await invoke()).payload, [':UTC', 0, 'en_US.UTF-8', 'en-US']);
    const berlin = await invoke({}, { FunctionName: 'Test-Berlin' });
    assert.deepEqual(berlin.payload, ['Europe/Berlin', 1, 'en_US.UTF-8', 'en-US']);
  },
);

behaviour(
  'nothing of the machine’s variables reaches a function',
  {
    source: variablesPage,
    fidelity: 'differs',
    note: 'PATH is this machine’s way to programs, with Node.js first; LD_LIBRARY_PATH, NODE_PATH and the X-Ray daemon’s address, which AWS sets, are absent.',
  },
  async (t) => {
    process.env.SECRET_OF_THIS_MACHINE = 'x';
    t.after(() => delete process.env.SECRET_OF_THIS_MACHINE);
    const { invoke } = await startFunction(
      t,
      `exports.handler = async () => Object.keys(process.env).filter((each) => !each.startsWith('AWS_')).sort();`,
    );
    assert.deepEqual((await invoke()).payload, [
      'LAMBDA_RUNTIME_DIR',
      'LAMBDA_TASK_ROOT',
      'LANG',
      'LD_LIBRARY_PATH',
      'NODE_PATH',
      'PATH',
      'TZ',
      '_HANDLER',
      '_X_AMZN_TRACE_ID',
    ]);
  },
);
