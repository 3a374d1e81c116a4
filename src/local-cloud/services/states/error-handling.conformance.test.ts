import assert from 'node:assert/strict';
import { GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import { behavioursOf } from '../../testing/behaviour.ts';
import { invokeTask, startStates } from '../../testing/state-machine.ts';

const behaviour = behavioursOf('Step Functions', import.meta.filename);
const page = 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html';

/** Fails as its input says: with an error of this name, `times` times. */
const failing = `let calls = 0;
exports.handler = async ({ error, times = 1e9 }) => {
  calls += 1;
  if (calls > times) return { calls };
  throw Object.assign(new Error('no'), { name: error });
};`;

const caught = (ErrorEquals: string[]) => [
  { ErrorEquals, Next: 'Caught', Output: '{% $states.errorOutput %}' },
];
const Caught = { Type: 'Succeed' };

behaviour(
  'a function’s error is the name of what it threw, and its payload is the cause',
  { source: page },
  async (t) => {
    const { run, history } = await startStates(
      t,
      { Work: invokeTask({ Catch: caught(['States.ALL']), End: true }), Caught },
      { code: failing },
    );
    const { result, executionArn } = await run({ error: 'Declined' });
    assert.equal(result.Error, 'Declined');
    assert.equal(JSON.parse(result.Cause).errorMessage, 'no');
    const failed = (await history(executionArn)).find(({ type }) => type === 'TaskFailed');
    assert.equal(failed?.taskFailedEventDetails?.error, 'Declined');
  },
);

behaviour(
  'a retrier tries MaxAttempts times again, waiting IntervalSeconds, each time BackoffRate as long, at most MaxDelaySeconds',
  { source: page },
  async (t) => {
    const { run, watch, history } = await startStates(
      t,
      {
        Work: invokeTask({
          Retry: [
            {
              ErrorEquals: ['States.TaskFailed'],
              IntervalSeconds: 10,
              BackoffRate: 3,
              MaxDelaySeconds: 20,
              MaxAttempts: 3,
            },
          ],
          End: true,
        }),
      },
      { code: failing },
    );
    const { status, error, executionArn } = await run({ error: 'Busy' });
    assert.deepEqual([status, error], ['FAILED', 'Busy']);
    assert.deepEqual(
      watch.of('state-retried', 'Machine').map(({ attempt }) => attempt),
      [2, 3, 4],
    );
    const events = await history(executionArn);
    const at = (type: string) =>
      events.filter((each) => each.type === type).map(({ timestamp }) => Number(timestamp) / 1_000);
    const waits = at('TaskFailed')
      .slice(0, -1)
      .map((failed, index) => (at('TaskScheduled')[index + 1] ?? 0) - failed);
    // Never less than what it says; how much more is the machine's.
    assert.ok((waits[0] ?? 0) >= 9.9 && (waits[1] ?? 0) >= 19.9 && (waits[2] ?? 0) >= 19.9, String(waits));
    assert.ok((waits[2] ?? 0) < 90, 'MaxDelaySeconds bounds the third wait');
  },
);

behaviour(
  'each retrier counts its own retries, and the first that names the error is asked',
  { source: page },
  async (t) => {
    const retry = (ErrorEquals: string[], MaxAttempts: number) => ({ ErrorEquals, MaxAttempts });
    const { run, watch } = await startStates(
      t,
      {
        Work: invokeTask({
          Retry: [retry(['Busy'], 2), retry(['Other'], 5), retry(['States.ALL'], 9)],
          Catch: caught(['Busy']),
          End: true,
        }),
        Caught,
      },
      { code: failing },
    );
    assert.equal((await run({ error: 'Busy' })).result.Error, 'Busy');
    assert.equal(watch.of('state-retried', 'Machine').length, 2);
  },
);

behaviour(
  'an attempt that succeeds ends the retries, and MaxAttempts of 0 means never',
  { source: page },
  async (t) => {
    const { run } = await startStates(
      t,
      {
        Work: invokeTask({
          Retry: [
            { ErrorEquals: ['Never'], MaxAttempts: 0 },
            { ErrorEquals: ['States.ALL'], JitterStrategy: 'FULL' },
          ],
          End: true,
        }),
      },
      { code: failing },
    );
    assert.deepEqual((await run({ error: 'Busy', times: 2 })).result, { calls: 3 });
    assert.equal((await run({ error: 'Never' })).status, 'FAILED');
  },
);

behaviour(
  'a task that runs longer than TimeoutSeconds fails with States.Timeout, which States.TaskFailed does not match',
  { source: page },
  async (t) => {
    const { run, history } = await startStates(
      t,
      {
        Work: invokeTask({
          TimeoutSeconds: 5,
          Catch: [
            { ErrorEquals: ['States.TaskFailed'], Next: 'Wrong' },
            { ErrorEquals: ['States.Timeout'], Next: 'Caught', Output: '{% $states.errorOutput.Error %}' },
          ],
          End: true,
        }),
        Wrong: { Type: 'Fail' },
        Caught,
      },
      { code: 'exports.handler = () => new Promise((resolve) => setTimeout(resolve, 900));' },
    );
    const { result, executionArn } = await run();
    assert.equal(result, 'States.Timeout');
    assert.ok((await history(executionArn)).some(({ type }) => type === 'TaskTimedOut'));
  },
);

behaviour(
  'an execution that runs longer than the TimeoutSeconds of its state machine is TIMED_OUT',
  { source: 'https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html' },
  async (t) => {
    const { run, history } = await startStates(
      t,
      { Long: { Type: 'Wait', Seconds: 90_000, End: true } },
      { definition: { TimeoutSeconds: 3 } },
    );
    const { status, executionArn } = await run();
    assert.equal(status, 'TIMED_OUT');
    assert.equal((await history(executionArn)).at(-1)?.type, 'ExecutionTimedOut');
  },
);

behaviour(
  'a loop ends with the 25,000th event of its history',
  { source: 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html' },
  async (t) => {
    const { start, describe, cloud, client } = await startStates(t, {
      Again: { Type: 'Pass', Next: 'And' },
      And: { Type: 'Pass', Next: 'Again' },
    });
    const ended = new Promise<void>((resolve) =>
      cloud.subscribe(({ type }) => type === 'execution-ended' && resolve()),
    );
    const executionArn = await start();
    await ended;
    const { status, error } = await describe(executionArn);
    assert.deepEqual([status, error], ['FAILED', 'States.Runtime']);
    const { events } = await client.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 }),
    );
    assert.deepEqual([events?.[0]?.id, events?.[0]?.type], [25_000, 'ExecutionFailed']);
  },
);

behaviour(
  'a result larger than 256 KiB fails with States.DataLimitExceeded, which States.ALL does not catch',
  { source: page },
  async (t) => {
    const { run } = await startStates(
      t,
      {
        Work: invokeTask({
          Retry: [{ ErrorEquals: ['States.ALL'] }],
          Catch: caught(['States.ALL']),
          End: true,
        }),
        Caught,
      },
      { code: "exports.handler = async () => 'x'.repeat(257 * 1024);" },
    );
    const { status, error } = await run();
    assert.deepEqual([status, error], ['FAILED', 'States.DataLimitExceeded']);
  },
);
