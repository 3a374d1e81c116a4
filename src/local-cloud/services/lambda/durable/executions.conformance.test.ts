import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetDurableExecutionCommand,
  InvokeCommand,
  ListDurableExecutionsByFunctionCommand,
  StopDurableExecutionCommand,
} from '@aws-sdk/client-lambda';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { startDurable } from '../../../testing/durable.ts';

const behaviour = behavioursOf('Lambda', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/lambda/latest/dg';
const concepts = `${guide}/durable-basic-concepts.html`;
const retries = `${guide}/durable-execution-sdk-retries.html`;
const idempotency = `${guide}/durable-execution-idempotency.html`;
const api = 'https://docs.aws.amazon.com/lambda/latest/api';

/** The log is read without lines of the SDK's own. */
const said = (lines: string[]) => lines.filter((each) => /^(begins|step|after)/.test(each));

behaviour(
  'a durable function that waits is not running; it is invoked again from the beginning, and its completed steps give their stored results',
  { source: concepts },
  async (t) => {
    const { call, lines, eventsOf } = await startDurable(
      t,
      `exports.handler = withDurableExecution(async (event, context) => {
        console.log('begins');
        const one = await context.step('one', async () => { console.log('step one'); return event.start + 1; });
        await context.wait('pause', { seconds: 30 });
        const two = await context.step('two', async () => { console.log('step two'); return one + 1; });
        return { two };
      });`,
    );
    const { payload } = await call({ start: 1 });
    assert.deepEqual(payload, { two: 3 });
    assert.deepEqual(said(lines()), ['begins', 'step one', 'begins', 'step two']);
    const started = eventsOf('invocation-started');
    assert.equal(started.length, 2);
    const waits = eventsOf('operation-updated').find(
      ({ kind, status }) => kind === 'wait' && status === 'started',
    );
    const waitedSeconds = ((started[1]?.at ?? 0) - (waits?.at ?? Number.NaN)) / 50;
    // A timer of Node.js may be a millisecond early.
    assert.ok(waitedSeconds > 29.9, `waited for ${waitedSeconds} s`);
    assert.deepEqual(
      eventsOf('operation-updated').map(({ kind, name, status }) => `${kind} ${name} ${status}`),
      [
        'step one started',
        'step one succeeded',
        'wait pause started',
        'wait pause succeeded',
        'step two started',
        'step two succeeded',
      ],
    );
    assert.deepEqual(
      eventsOf('execution-ended').map(({ outcome }) => outcome),
      ['succeeded'],
    );
  },
);

behaviour(
  'when an execution environment dies in the middle, a durable function is invoked again, and only the step that was not completed runs again',
  {
    source: concepts,
    fidelity: 'modelled',
    note: 'AWS does not say how soon and how often it tries; here after 1, 2, 4 … up to 60 seconds, until the execution times out.',
  },
  async (t) => {
    const { call, lines, eventsOf } = await startDurable(
      t,
      `const { existsSync, writeFileSync } = require('node:fs');
      exports.handler = withDurableExecution(async (event, context) => {
        await context.step('one', async () => { console.log('step one'); });
        await context.step('two', async () => {
          console.log('step two');
          if (!existsSync(event.file)) { writeFileSync(event.file, ''); process.exit(1); }
        });
        await context.step('three', async () => { console.log('step three'); });
        return 'done';
      });`,
    );
    const folder = mkdtempSync(join(tmpdir(), 'durable-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const { payload } = await call({ file: join(folder, 'died') });
    assert.equal(payload, 'done');
    assert.deepEqual(said(lines()), ['step one', 'step two', 'step two', 'step three']);
    assert.deepEqual(
      eventsOf('invocation-ended').map(({ outcome }) => outcome),
      ['crashed', 'succeeded'],
    );
  },
);

behaviour(
  'a step that throws is tried again after the delay of its retry strategy, in another invocation, and its error reaches the handler when no attempt is left',
  { source: retries },
  async (t) => {
    const { call, lines, eventsOf } = await startDurable(
      t,
      `const twice = (error, attempt) => ({ shouldRetry: attempt < 2, delay: { seconds: 10 } });
      exports.handler = withDurableExecution(async (event, context) => {
        try {
          await context.step('fails', async () => { console.log('step fails'); throw new Error('no'); }, { retryStrategy: twice });
        } catch (error) { return error.message; }
      });`,
    );
    const { payload } = await call();
    assert.match(payload, /no/);
    assert.deepEqual(said(lines()), ['step fails', 'step fails']);
    assert.equal(eventsOf('invocation-started').length, 2);
    const pending = eventsOf('operation-updated').find(({ status }) => status === 'pending');
    const ready = eventsOf('operation-updated').find(({ status }) => status === 'ready');
    assert.ok(((ready?.at ?? 0) - (pending?.at ?? 0)) / 50 > 9);
  },
);

behaviour(
  'an exception that a durable handler does not catch outside a step fails the execution at once, and a caller that waits gets it as the function’s error',
  { source: retries },
  async (t) => {
    const { call, ended, eventsOf } = await startDurable(
      t,
      `exports.handler = withDurableExecution(async () => { throw new TypeError('broken'); });`,
    );
    const { payload, functionError } = await call();
    assert.equal(functionError, 'Unhandled');
    assert.deepEqual(payload, { errorType: 'TypeError', errorMessage: 'broken' });
    assert.equal((await ended()).outcome, 'failed');
    assert.equal(eventsOf('invocation-started').length, 1);
  },
);

behaviour(
  'an execution that takes longer than its ExecutionTimeout, waits included, ends as TIMED_OUT',
  { source: `${api}/API_DurableConfig.html` },
  async (t) => {
    const { client, call, ended } = await startDurable(
      t,
      `exports.handler = withDurableExecution(async (event, context) => { await context.wait({ seconds: 800 }); });`,
      { durable: { ExecutionTimeout: 40 } },
    );
    await call({}, { InvocationType: 'Event' });
    assert.equal((await ended()).outcome, 'timed-out');
    const { DurableExecutions } = await client.send(
      new ListDurableExecutionsByFunctionCommand({ FunctionName: 'Test-Function' }),
    );
    const DurableExecutionArn = DurableExecutions?.[0]?.DurableExecutionArn;
    const execution = await client.send(new GetDurableExecutionCommand({ DurableExecutionArn }));
    assert.equal(execution.Status, 'TIMED_OUT');
    assert.ok(execution.EndTimestamp instanceof Date);
    assert.match(execution.Error?.ErrorMessage ?? '', /timed out after 40 seconds/);
  },
);

behaviour(
  'StopDurableExecution ends an execution as STOPPED: it is not invoked again, and what its handler still does is not kept',
  {
    source: `${api}/API_StopDurableExecution.html`,
    fidelity: 'modelled',
    note: 'AWS does not say what becomes of an invocation that is running; here it goes on until its next checkpoint, which is refused.',
  },
  async (t) => {
    const bench = await startDurable(
      t,
      `exports.handler = withDurableExecution(async (event, context) => {
        await context.step('long', async () => {
          console.log('step long');
          await new Promise((done) => setTimeout(done, 1000));
        });
        await context.step('next', async () => { console.log('step next'); });
      });`,
    );
    const { client, eventually, eventsOf, lines } = bench;
    const { DurableExecutionArn } = await client.send(
      new InvokeCommand({ FunctionName: 'Test-Function:$LATEST', InvocationType: 'Event' }),
    );
    await eventually((event) => event.type === 'log-line' && event.line === 'step long');
    const { StopTimestamp } = await client.send(
      new StopDurableExecutionCommand({ DurableExecutionArn, Error: { ErrorMessage: 'not wanted' } }),
    );
    assert.ok(StopTimestamp instanceof Date);
    await eventually(({ type }) => type === 'invocation-ended');
    assert.deepEqual(said(lines()), ['step long']);
    assert.equal(eventsOf('invocation-started').length, 1);
    const execution = await client.send(new GetDurableExecutionCommand({ DurableExecutionArn }));
    assert.equal(execution.Status, 'STOPPED');
    assert.equal(execution.Error?.ErrorMessage, 'not wanted');
    const again = await client.send(new StopDurableExecutionCommand({ DurableExecutionArn }));
    assert.equal(again.StopTimestamp?.getTime(), StopTimestamp.getTime());
  },
);

behaviour(
  'a name makes the start of an execution idempotent: the same name and payload is the same execution, running or ended; another payload is refused',
  { source: idempotency },
  async (t) => {
    const { client, eventsOf, lines } = await startDurable(
      t,
      `exports.handler = withDurableExecution(async (event, context) => {
        console.log('begins');
        await context.wait({ seconds: 5 });
        return event.order;
      });`,
    );
    const invoke = (order: string, more = {}) =>
      client.send(
        new InvokeCommand({
          FunctionName: 'Test-Function:$LATEST',
          DurableExecutionName: 'order-1',
          Payload: JSON.stringify({ order }),
          ...more,
        }),
      );
    const first = await invoke('a', { InvocationType: 'Event' });
    assert.equal(first.StatusCode, 202);
    assert.match(
      first.DurableExecutionArn ?? '',
      /:function:Test-Function:\$LATEST\/durable-execution\/order-1\/[\w-]+$/,
    );
    const second = await invoke('a');
    assert.equal(second.Payload?.transformToString(), '"a"');
    const third = await invoke('a');
    assert.deepEqual(
      [second.DurableExecutionArn, third.DurableExecutionArn],
      [first.DurableExecutionArn, first.DurableExecutionArn],
    );
    assert.equal(third.Payload?.transformToString(), '"a"');
    await assert.rejects(invoke('b'), { name: 'DurableExecutionAlreadyStartedException' });
    assert.equal(eventsOf('execution-started').length, 1);
    assert.equal(said(lines()).length, 2);
  },
);

behaviour(
  'without a name each start is an execution of its own; they are listed by function, the newest first unless ReverseOrder',
  { source: `${api}/API_ListDurableExecutionsByFunction.html` },
  async (t) => {
    const { client, call } = await startDurable(
      t,
      `exports.handler = withDurableExecution(async (event) => { if (event.fail) throw new Error('x'); return 1; });`,
    );
    await call();
    await call({ fail: true });
    const list = async (more = {}) => {
      const { DurableExecutions = [], NextMarker } = await client.send(
        new ListDurableExecutionsByFunctionCommand({ FunctionName: 'Test-Function', ...more }),
      );
      return { statuses: DurableExecutions.map(({ Status }) => Status), NextMarker };
    };
    assert.deepEqual((await list()).statuses, ['FAILED', 'SUCCEEDED']);
    assert.deepEqual((await list({ ReverseOrder: true })).statuses, ['SUCCEEDED', 'FAILED']);
    assert.deepEqual((await list({ Statuses: ['SUCCEEDED'] })).statuses, ['SUCCEEDED']);
    const page = await list({ MaxItems: 1 });
    assert.deepEqual(page.statuses, ['FAILED']);
    assert.deepEqual((await list({ MaxItems: 1, Marker: page.NextMarker })).statuses, ['SUCCEEDED']);
  },
);

behaviour(
  'an execution that has ended is kept for RetentionPeriodInDays; then its name can be used again',
  { source: idempotency },
  async (t) => {
    const { client } = await startDurable(
      t,
      `exports.handler = withDurableExecution(async (event) => event.order);`,
      { durable: { RetentionPeriodInDays: 1 } },
    );
    const invoke = (order: string) =>
      client.send(
        new InvokeCommand({
          FunctionName: 'Test-Function:$LATEST',
          DurableExecutionName: 'order-1',
          Payload: JSON.stringify({ order }),
        }),
      );
    await invoke('a');
    await assert.rejects(invoke('b'), { name: 'DurableExecutionAlreadyStartedException' });
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 2 * 24 * 60 * 60 * 1000 });
    const { Payload } = await invoke('b');
    assert.equal(Payload?.transformToString(), '"b"');
  },
);
