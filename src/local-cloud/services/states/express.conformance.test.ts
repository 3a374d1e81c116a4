import assert from 'node:assert/strict';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  InvalidArn,
  ListExecutionsCommand,
  StartSyncExecutionCommand,
  StateMachineTypeNotSupported,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { behavioursOf } from '../../testing/behaviour.ts';
import { invokeTask, startStates } from '../../testing/state-machine.ts';
import { functionResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('Step Functions', import.meta.filename);
const api = 'https://docs.aws.amazon.com/step-functions/latest/apireference';
const guide = 'https://docs.aws.amazon.com/step-functions/latest/dg';
const types = `${guide}/choosing-workflow-type.html`;
const properties = { StateMachineType: 'EXPRESS' };

behaviour(
  'StartSyncExecution runs an Express workflow, waits until it ends, and gives its output',
  { source: `${api}/API_StartSyncExecution.html` },
  async (t) => {
    const { sync, machine, client, watch } = await startStates(
      t,
      { Work: invokeTask({ End: true }) },
      { code: 'exports.handler = async ({ n }) => ({ doubled: n * 2 });', properties },
    );
    const answer = await sync({ n: 21 }, 'order-7');
    assert.equal(answer.status, 'SUCCEEDED');
    assert.deepEqual(JSON.parse(answer.output ?? ''), { doubled: 42 });
    assert.deepEqual([answer.name, answer.stateMachineArn, answer.input], ['order-7', machine, '{"n":21}']);
    assert.deepEqual([answer.inputDetails, answer.outputDetails], [{ included: true }, { included: true }]);
    assert.ok(Number(answer.stopDate) >= Number(answer.startDate));
    const { type } = await client.send(new DescribeStateMachineCommand({ stateMachineArn: machine }));
    assert.equal(type, 'EXPRESS');
    assert.equal(watch.of('execution-started', 'Machine')[0]?.name, 'order-7');
    assert.equal(watch.of('execution-ended', 'Machine')[0]?.outcome, 'succeeded');
  },
);

behaviour(
  'StartSyncExecution tells the trace header that it was given, and takes both values of includedData',
  {
    source: `${api}/API_StartSyncExecution.html`,
    fidelity: 'modelled',
    note: 'The page says that METADATA_ONLY needs no key, and not what it leaves out of an execution. Nothing here is encrypted, and nothing is left out.',
  },
  async (t) => {
    const { client, machine: stateMachineArn } = await startStates(
      t,
      { Done: { Type: 'Succeed' } },
      { properties },
    );
    const traceHeader = 'Root=1-67891233-abcdef012345678912345678;Sampled=1';
    for (const includedData of ['ALL_DATA', 'METADATA_ONLY'] as const) {
      const told = await client.send(
        new StartSyncExecutionCommand({ stateMachineArn, input: '{"n":1}', traceHeader, includedData }),
      );
      assert.deepEqual([told.input, told.output, told.traceHeader], ['{"n":1}', '{"n":1}', traceHeader]);
    }
  },
);

behaviour(
  'StartSyncExecution answers with 200 also when the execution failed: its status, error and cause say so',
  { source: `${api}/API_StartSyncExecution.html` },
  async (t) => {
    const { sync } = await startStates(
      t,
      { No: { Type: 'Fail', Error: 'TooSmall', Cause: 'n' } },
      { properties },
    );
    const { status, error, cause, output, $metadata } = await sync();
    assert.deepEqual([status, error, cause, output], ['FAILED', 'TooSmall', 'n', undefined]);
    assert.equal($metadata.httpStatusCode, 200);
  },
);

behaviour(
  'StartSyncExecution says for how long the execution is billed, rounded up to 100 ms, and for how much memory, in chunks of 64 MB',
  {
    source: 'https://aws.amazon.com/step-functions/pricing/',
    fidelity: 'modelled',
    note: 'The time is the cloud’s; the memory is always one chunk.',
  },
  async (t) => {
    const { sync } = await startStates(t, { Wait: { Type: 'Wait', Seconds: 2, End: true } }, { properties });
    const { billingDetails, startDate, stopDate } = await sync();
    const { billedDurationInMilliseconds = 0, billedMemoryUsedInMB } = billingDetails ?? {};
    assert.equal(billedMemoryUsedInMB, 64);
    assert.equal(billedDurationInMilliseconds % 100, 0);
    const took = Number(stopDate) - Number(startDate);
    // The SDK's dates have whole milliseconds.
    assert.ok(billedDurationInMilliseconds >= took - 1 && billedDurationInMilliseconds < took + 101);
  },
);

behaviour(
  'an Express workflow that runs for five minutes ends as TIMED_OUT with States.Timeout, and earlier when its TimeoutSeconds say so',
  {
    source: `${guide}/service-quotas.html#service-limits-state-machine-executions`,
    fidelity: 'modelled',
    note: 'Minutes are as long as the setting timeScale says.',
  },
  async (t) => {
    for (const [waits, definition, ends] of [
      [60, {}, 'SUCCEEDED'],
      [3_000, {}, 'TIMED_OUT'],
      [3_000, { TimeoutSeconds: 600 }, 'TIMED_OUT'],
      [250, { TimeoutSeconds: 30 }, 'TIMED_OUT'],
    ] as const) {
      const { sync } = await startStates(
        t,
        { Wait: { Type: 'Wait', Seconds: waits, End: true } },
        { properties, definition, settings: { timeScale: 0.002 } },
      );
      const { status, error } = await sync();
      assert.deepEqual([status, error], [ends, ends === 'TIMED_OUT' ? 'States.Timeout' : undefined]);
    }
  },
);

behaviour(
  'StartExecution of an Express workflow is not idempotent: with the same name and input it starts another execution, with an ARN of its own',
  { source: `${api}/API_StartExecution.html` },
  async (t) => {
    const { start, watch } = await startStates(
      t,
      { Wait: { Type: 'Wait', Seconds: 5, End: true } },
      { properties },
    );
    const [first, second] = [await start({ n: 1 }, 'order-7'), await start({ n: 1 }, 'order-7')];
    assert.match(first, /^arn:aws:states:us-east-1:000000000000:express:Test-Machine:order-7:[\da-f-]{36}$/);
    assert.notEqual(first, second);
    await watch.first('execution-ended', 'Machine', 2);
    assert.notEqual(await start({ n: 1 }, 'order-7'), first);
  },
);

behaviour(
  'DescribeExecution, StopExecution, GetExecutionHistory and ListExecutions are not there for Express workflows',
  {
    source: types,
    fidelity: 'modelled',
    note: 'AWS’s pages do not say with which errors; these are those that it was seen to give.',
  },
  async (t) => {
    const { start, client, machine } = await startStates(t, { Done: { Type: 'Succeed' } }, { properties });
    const executionArn = await start();
    for (const command of [
      new DescribeExecutionCommand({ executionArn }),
      new StopExecutionCommand({ executionArn }),
      new GetExecutionHistoryCommand({ executionArn }),
    ])
      await assert.rejects(client.send(command as DescribeExecutionCommand), InvalidArn);
    await assert.rejects(
      client.send(new ListExecutionsCommand({ stateMachineArn: machine })),
      StateMachineTypeNotSupported,
    );
  },
);

behaviour(
  'the history of an Express workflow has no longest length: a loop goes on after its 25,000th event',
  { source: `${guide}/service-quotas.html#service-limits-state-machine-executions` },
  async (t) => {
    const { cloud, start, watch } = await startStates(
      t,
      { Loop: { Type: 'Pass', Next: 'Loop' } },
      // A loop of Passes takes no time of the cloud.
      { properties, settings: { timeScale: 1 } },
    );
    // Each state has two events.
    const { promise, resolve } = Promise.withResolvers<void>();
    let states = 0;
    cloud.subscribe(({ type }) => {
      if (type === 'state-exited') states += 1;
      if (states > 13_000) resolve();
    });
    await start();
    await promise;
    assert.equal(watch.of('execution-ended').length, 0);
  },
);

behaviour(
  'a handler’s client reaches StartSyncExecution, whose host on AWS is another one, with the prefix sync-',
  {
    source: `${api}/API_StartSyncExecution.html`,
    fidelity: 'modelled',
    note: 'A program that runs outside of the stack gives its client disableHostPrefix: true.',
  },
  async (t) => {
    const { cloud, watch } = await startStates(
      t,
      { Done: { Type: 'Succeed', Output: '{% $states.input.n + 1 %}' } },
      {
        properties,
        resources: {
          Caller: functionResource(
            `const { SFNClient, StartSyncExecutionCommand } = require('@aws-sdk/client-sfn');
            const states = new SFNClient({});
            exports.handler = async (event) => (await states.send(new StartSyncExecutionCommand({
              stateMachineArn: process.env.MACHINE, input: JSON.stringify(event) }))).output;`,
            { Timeout: 900, Environment: { Variables: { MACHINE: { Ref: 'Machine' } } } },
          ),
        },
      },
    );
    const lambda = new LambdaClient({
      endpoint: cloud.endpoints.lambda,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    t.after(() => lambda.destroy());
    const { Payload } = await lambda.send(
      new InvokeCommand({ FunctionName: 'Test-Caller', Payload: '{"n":4}' }),
    );
    assert.equal(JSON.parse(Buffer.from(Payload ?? []).toString()), '5');
    const [invocation] = watch.of('invocation-started', 'Caller');
    assert.deepEqual(watch.of('execution-started', 'Machine')[0]?.causes, [invocation?.invocationId]);
  },
);
