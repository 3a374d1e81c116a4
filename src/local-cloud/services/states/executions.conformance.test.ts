import assert from 'node:assert/strict';
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StateMachineTypeNotSupported,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { behavioursOf } from '../../testing/behaviour.ts';
import { invokeTask, startStates } from '../../testing/state-machine.ts';
import { queueResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('Step Functions', import.meta.filename);
const api = 'https://docs.aws.amazon.com/step-functions/latest/apireference';
const guide = 'https://docs.aws.amazon.com/step-functions/latest/dg';
const long = { Long: { Type: 'Wait', Seconds: 90_000, End: true } };

behaviour(
  'StartExecution with the name and input of a running execution gives that one; with another input, or when it has ended, ExecutionAlreadyExists',
  { source: `${api}/API_StartExecution.html` },
  async (t) => {
    const { start, client } = await startStates(t, long);
    const first = await start({ n: 1 }, 'order-7');
    assert.equal(await start({ n: 1 }, 'order-7'), first);
    await assert.rejects(start({ n: 2 }, 'order-7'), { name: 'ExecutionAlreadyExists' });
    await client.send(new StopExecutionCommand({ executionArn: first }));
    await assert.rejects(start({ n: 1 }, 'order-7'), { name: 'ExecutionAlreadyExists' });
  },
);

behaviour(
  'StartExecution refuses an input that is no JSON, and a state machine that is not there',
  { source: `${api}/API_StartExecution.html` },
  async (t) => {
    const { client, machine } = await startStates(t, long);
    await assert.rejects(client.send(new StartExecutionCommand({ stateMachineArn: machine, input: '{' })), {
      name: 'InvalidExecutionInput',
    });
    await assert.rejects(
      client.send(new StartExecutionCommand({ stateMachineArn: machine.replace(/\w+$/, 'Other') })),
      { name: 'StateMachineDoesNotExist' },
    );
  },
);

behaviour(
  'StopExecution ends a running execution as ABORTED, with the error and cause that it is given',
  { source: `${api}/API_StopExecution.html` },
  async (t) => {
    const { start, client, describe, history } = await startStates(t, long);
    const executionArn = await start();
    await client.send(new StopExecutionCommand({ executionArn, error: 'Enough', cause: 'test' }));
    const { status, error, cause, stopDate } = await describe(executionArn);
    assert.deepEqual([status, error, cause], ['ABORTED', 'Enough', 'test']);
    assert.ok(stopDate);
    assert.equal((await history(executionArn)).at(-1)?.type, 'ExecutionAborted');
  },
);

behaviour(
  'ListExecutions gives the latest first, all or those of a status; DescribeStateMachine gives the definition',
  { source: `${api}/API_ListExecutions.html` },
  async (t) => {
    const { start, client, machine } = await startStates(t, long);
    const [first, second] = [await start({}, 'a'), await start({}, 'b')];
    await client.send(new StopExecutionCommand({ executionArn: first }));
    const list = async (
      filter: { statusFilter?: 'RUNNING'; redriveFilter?: 'REDRIVEN' | 'NOT_REDRIVEN' } = {},
    ) => {
      const { executions = [] } = await client.send(
        new ListExecutionsCommand({ stateMachineArn: machine, ...filter }),
      );
      assert.ok(executions.every(({ redriveCount }) => redriveCount === 0));
      return executions.map(({ executionArn }) => executionArn);
    };
    assert.deepEqual(await list(), [second, first]);
    assert.deepEqual(await list({ statusFilter: 'RUNNING' }), [second]);
    assert.deepEqual(await list({ redriveFilter: 'NOT_REDRIVEN' }), [second, first]);
    assert.deepEqual(await list({ redriveFilter: 'REDRIVEN' }), []);
    const described = await client.send(new DescribeStateMachineCommand({ stateMachineArn: machine }));
    assert.equal(described.type, 'STANDARD');
    assert.equal(JSON.parse(described.definition ?? '').StartAt, 'Long');
    const bare = await client.send(
      new DescribeStateMachineCommand({ stateMachineArn: machine, includedData: 'METADATA_ONLY' }),
    );
    assert.equal(bare.definition, '{}');
  },
);

const trace = 'Root=1-67891233-abcdef012345678912345678;Sampled=1';

behaviour(
  'DescribeExecution tells the trace header that the execution was started with: that of HTTP before that of the body',
  { source: `${api}/API_DescribeExecution.html` },
  async (t) => {
    const { cloud, client, describe, machine: stateMachineArn, start } = await startStates(t, long);
    const { executionArn = '' } = await client.send(
      new StartExecutionCommand({ stateMachineArn, traceHeader: trace }),
    );
    assert.equal((await describe(executionArn)).traceHeader, trace);
    assert.equal((await describe(await start())).traceHeader, undefined);
    const other = trace.replace('Sampled=1', 'Sampled=0');
    const answer = await fetch(cloud.endpoints.sfn, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'AWSStepFunctions.StartExecution',
        'x-amzn-trace-id': other,
      },
      body: JSON.stringify({ stateMachineArn, traceHeader: trace }),
    });
    const started = (await answer.json()) as { executionArn: string };
    assert.equal((await describe(started.executionArn)).traceHeader, other);
  },
);

behaviour(
  'DescribeExecution takes both values of includedData',
  {
    source: `${api}/API_DescribeExecution.html`,
    fidelity: 'modelled',
    note: 'The page says that METADATA_ONLY needs no key, and not what it leaves out of an execution. Nothing here is encrypted, and nothing is left out.',
  },
  async (t) => {
    const { client, start } = await startStates(t, long);
    const executionArn = await start({ n: 1 });
    for (const includedData of ['ALL_DATA', 'METADATA_ONLY'] as const) {
      const told = await client.send(new DescribeExecutionCommand({ executionArn, includedData }));
      // "Indicates whether input or output was included in the response. Always true for API calls."
      assert.deepEqual([told.input, told.inputDetails], ['{"n":1}', { included: true }]);
    }
  },
);

/** A task that gives its token to a queue and waits. */
const callback = (state: Record<string, unknown> = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Arguments: { QueueUrl: { Ref: 'Queue' }, MessageBody: { token: '{% $states.context.Task.Token %}' } },
  Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught', Output: '{% $states.errorOutput %}' }],
  End: true,
  ...state,
});
const Caught = { Type: 'Succeed' };

async function startCallback(t: Parameters<typeof startStates>[0], state?: Record<string, unknown>) {
  const running = await startStates(
    t,
    { Ask: callback(state), Caught },
    { resources: { Queue: queueResource() } },
  );
  const sqs = new SQSClient({
    endpoint: running.cloud.endpoints.sqs,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  t.after(() => sqs.destroy());
  const url = `${running.cloud.endpoints.sqs}/000000000000/Test-Queue`;
  return {
    ...running,
    /** Starts an execution; gives its ARN and the token that it sent. */
    async ask() {
      const executionArn = await running.start();
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 10 }),
      );
      return { executionArn, taskToken: String(JSON.parse(Messages[0]?.Body ?? '{}').token) };
    },
    async end(executionArn: string) {
      await running.watch.first('execution-ended', 'Machine', running.watch.of('execution-started').length);
      const { output = 'null' } = await running.describe(executionArn);
      return JSON.parse(output);
    },
  };
}

behaviour(
  'a task with waitForTaskToken waits until SendTaskSuccess or SendTaskFailure gives its result',
  { source: `${guide}/connect-to-resource.html` },
  async (t) => {
    const { ask, end, client, history } = await startCallback(t);
    const first = await ask();
    await client.send(new SendTaskSuccessCommand({ taskToken: first.taskToken, output: '{"yes":true}' }));
    assert.deepEqual(await end(first.executionArn), { yes: true });
    assert.deepEqual((await history(first.executionArn)).map(({ type }) => type).slice(2, 6), [
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
    ]);
    await assert.rejects(
      client.send(new SendTaskSuccessCommand({ taskToken: first.taskToken, output: '{}' })),
      { name: 'TaskTimedOut' },
    );
    const second = await ask();
    await client.send(
      new SendTaskFailureCommand({ taskToken: second.taskToken, error: 'No', cause: 'late' }),
    );
    assert.deepEqual(await end(second.executionArn), { Error: 'No', Cause: 'late' });
  },
);

behaviour(
  'a task whose heartbeats stay away for HeartbeatSeconds fails with States.HeartbeatTimeout, and its token is of no use any more',
  { source: `${guide}/connect-to-resource.html` },
  async (t) => {
    const { ask, end, client } = await startCallback(t, { HeartbeatSeconds: 30 });
    const { executionArn, taskToken } = await ask();
    assert.equal((await end(executionArn)).Error, 'States.HeartbeatTimeout');
    await assert.rejects(client.send(new SendTaskHeartbeatCommand({ taskToken })), { name: 'TaskTimedOut' });
  },
);

behaviour(
  'a token that no task ever had is not valid; an output, an error and a cause are as long as they may be',
  { source: `${api}/API_SendTaskSuccess.html` },
  async (t) => {
    const { client, start } = await startStates(t, long);
    const taskToken = Buffer.from('none').toString('base64');
    for (const command of [
      new SendTaskSuccessCommand({ taskToken, output: '{}' }),
      new SendTaskFailureCommand({ taskToken, error: 'E'.repeat(256), cause: 'c'.repeat(32_768) }),
      new SendTaskHeartbeatCommand({ taskToken }),
    ])
      await assert.rejects(client.send(command as SendTaskHeartbeatCommand), { name: 'InvalidToken' });
    const executionArn = await start();
    const text = (bytes: number) => JSON.stringify('ä'.repeat(bytes / 2 - 1));
    for (const command of [
      new SendTaskSuccessCommand({ taskToken, output: text(262_146) }),
      new SendTaskFailureCommand({ taskToken, error: 'E'.repeat(257) }),
      new SendTaskFailureCommand({ taskToken, cause: 'c'.repeat(32_769) }),
      new StopExecutionCommand({ executionArn, error: 'E'.repeat(257) }),
    ])
      await assert.rejects(client.send(command as StopExecutionCommand), {
        name: 'ValidationException',
        message: /Member must have length less than or equal to (262144|256|32768)$/,
      });
    await assert.rejects(client.send(new SendTaskSuccessCommand({ taskToken, output: text(262_144) })), {
      name: 'InvalidToken',
    });
  },
);

behaviour(
  'a page is asked for by the token of the page before it; any other is not valid',
  { source: `${api}/API_ListExecutions.html` },
  async (t) => {
    const { client, machine, start } = await startStates(t, long);
    const executionArn = await start({}, 'a');
    await start({}, 'b');
    const list = (nextToken?: string) =>
      client.send(
        new ListExecutionsCommand({
          stateMachineArn: machine,
          maxResults: 1,
          ...(nextToken !== undefined && { nextToken }),
        }),
      );
    const first = await list();
    assert.equal(first.executions?.[0]?.name, 'b');
    const second = await list(first.nextToken);
    assert.equal(second.executions?.[0]?.name, 'a');
    assert.equal(second.nextToken, undefined);
    await assert.rejects(list('elsewhere'), { name: 'InvalidToken' });
    await assert.rejects(client.send(new GetExecutionHistoryCommand({ executionArn, nextToken: '-1' })), {
      name: 'InvalidToken',
    });
  },
);

behaviour(
  'GetExecutionHistory leaves inputs and outputs out when it is asked to',
  { source: `${api}/API_GetExecutionHistory.html` },
  async (t) => {
    const { client, run } = await startStates(t, { Work: invokeTask({ End: true }) });
    const { executionArn } = await run({ secret: 'fish' });
    const historyWith = async (includeExecutionData?: boolean) => {
      const { events = [] } = await client.send(
        new GetExecutionHistoryCommand({
          executionArn,
          ...(includeExecutionData !== undefined && { includeExecutionData }),
        }),
      );
      return events;
    };
    for (const whole of [await historyWith(), await historyWith(true)])
      assert.match(JSON.stringify(whole), /fish/);
    const bare = await historyWith(false);
    assert.doesNotMatch(JSON.stringify(bare), /fish/);
    const entered = bare.find(({ type }) => type === 'TaskStateEntered');
    assert.deepEqual(entered?.stateEnteredEventDetails, { name: 'Work' });
    assert.equal(
      bare.find(({ type }) => type === 'TaskScheduled')?.taskScheduledEventDetails?.resource,
      'invoke',
    );
  },
);

behaviour(
  'a function gets the address of Step Functions, and what it starts is joined to its invocation',
  { source: `${guide}/connect-lambda.html` },
  async (t) => {
    const { run, watch } = await startStates(
      t,
      { Work: invokeTask({ End: true }) },
      { code: 'exports.handler = async () => process.env.AWS_ENDPOINT_URL_SFN;' },
    );
    assert.match((await run()).result, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(watch.of('execution-ended')[0]?.outcome, 'succeeded');
  },
);

behaviour(
  'StartSyncExecution is refused for a Standard state machine',
  { source: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html' },
  async (t) => {
    const { sync } = await startStates(t, { Done: { Type: 'Succeed' } });
    await assert.rejects(sync(), StateMachineTypeNotSupported);
  },
);
