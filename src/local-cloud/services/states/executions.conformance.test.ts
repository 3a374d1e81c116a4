import assert from 'node:assert/strict';
import {
  DescribeStateMachineCommand,
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
    const list = async (statusFilter?: 'RUNNING') => {
      const { executions = [] } = await client.send(
        new ListExecutionsCommand({ stateMachineArn: machine, ...(statusFilter && { statusFilter }) }),
      );
      return executions.map(({ executionArn }) => executionArn);
    };
    assert.deepEqual(await list(), [second, first]);
    assert.deepEqual(await list('RUNNING'), [second]);
    const described = await client.send(new DescribeStateMachineCommand({ stateMachineArn: machine }));
    assert.equal(described.type, 'STANDARD');
    assert.equal(JSON.parse(described.definition ?? '').StartAt, 'Long');
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
