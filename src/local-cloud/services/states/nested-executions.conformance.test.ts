import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { ListExecutionsCommand, SendTaskSuccessCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { arnOf } from '../../kernel/account.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { machineResource, startStates } from '../../testing/state-machine.ts';

const behaviour = behavioursOf('Step Functions', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/step-functions/latest/dg';
const source = `${guide}/connect-stepfunctions.html`;

/** A task that starts the state machine `Child` with the input of its own. */
const nested = (
  pattern: string,
  state: Record<string, unknown> = {},
  input: unknown = '{% $states.input %}',
) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::states:startExecution${pattern}`,
  Arguments: { StateMachineArn: { Ref: 'Child' }, Input: input },
  ...(state.Next === undefined && { End: true }),
  ...state,
});

/** `Machine` of these states, beside `Child` of those. */
const startNested = (
  t: TestContext,
  states: Record<string, unknown>,
  child: Record<string, unknown>,
  properties: Record<string, unknown> = {},
) => startStates(t, states, { resources: { Child: machineResource(child, {}, properties) } });

const double = { Double: { Type: 'Succeed', Output: { doubled: '{% $states.input.n * 2 %}' } } };
const forLong = { Wait: { Type: 'Wait', Seconds: 100_000, End: true } };

behaviour(
  'a task with .sync:2 waits for the execution that it starts, and gets what came of it, with input and output as JSON',
  { source, note: 'Which fields there are is recorded by others: AWS’s page shows none' },
  async (t) => {
    const { run, history, watch } = await startNested(t, { Start: nested('.sync:2') }, double);
    const { result, executionArn } = await run({ n: 21 });
    const { ExecutionArn, StartDate, StopDate, Name, ...rest } = result;
    assert.equal(ExecutionArn, arnOf('states', `execution:Test-Child:${Name}`));
    assert.ok(Number.isInteger(StartDate) && StopDate >= StartDate);
    assert.deepEqual(rest, {
      Input: { n: 21 },
      InputDetails: { Included: true },
      Output: { doubled: 42 },
      OutputDetails: { Included: true },
      RedriveCount: 0,
      StateMachineArn: arnOf('states', 'stateMachine:Test-Child'),
      Status: 'SUCCEEDED',
    });
    const events = (await history(executionArn)).slice(2, 6);
    assert.deepEqual(
      events.map(({ type }) => type),
      ['TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskSucceeded'],
    );
    const submitted = events[2]?.taskSubmittedEventDetails;
    assert.deepEqual(Object.keys(JSON.parse(submitted?.output ?? '{}')), ['ExecutionArn', 'StartDate']);
    assert.deepEqual([submitted?.resourceType, submitted?.resource], ['states', 'startExecution.sync:2']);
    const [parent] = watch.of('execution-started', 'Machine');
    assert.deepEqual(watch.of('execution-started', 'Child')[0]?.causes, [parent?.executionId]);
  },
);

behaviour('a task with .sync gets input and output of the execution as text', { source }, async (t) => {
  const { run } = await startNested(t, { Start: nested('.sync') }, double);
  const { Input, Output } = (await run({ n: 21 })).result;
  assert.deepEqual([Input, Output], ['{"n":21}', '{"doubled":42}']);
});

behaviour(
  'without a pattern a task goes on as soon as the execution has been started',
  { source: `${guide}/connect-to-resource.html#connect-default` },
  async (t) => {
    const { run, watch } = await startNested(
      t,
      { Start: nested('', { Next: 'Goes' }), Goes: { Type: 'Succeed' } },
      forLong,
    );
    assert.deepEqual(Object.keys((await run({})).result), ['ExecutionArn', 'StartDate']);
    assert.equal(watch.of('execution-ended', 'Child').length, 0);
  },
);

behaviour(
  'an execution that fails makes the task that waits for it fail with States.TaskFailed',
  { source: `${guide}/concepts-error-handling.html`, note: 'What the cause says is recorded by others' },
  async (t) => {
    const { run } = await startNested(
      t,
      {
        Start: nested('.sync:2', {
          Catch: [
            { ErrorEquals: ['States.TaskFailed'], Next: 'Caught', Output: '{% $states.errorOutput %}' },
          ],
        }),
        Caught: { Type: 'Succeed' },
      },
      { Refuse: { Type: 'Fail', Error: 'Declined', Cause: 'no money' } },
    );
    const { Error: error, Cause } = (await run({})).result;
    const { Status, Error: childs, Cause: why } = JSON.parse(Cause);
    assert.deepEqual([error, Status, childs, why], ['States.TaskFailed', 'FAILED', 'Declined', 'no money']);
  },
);

behaviour(
  'when an execution is stopped, so is the one that its task with .sync waits for, and one that a branch beside it waits for when that branch fails',
  { source: `${guide}/connect-to-resource.html#connect-sync` },
  async (t) => {
    const { start, client, watch } = await startNested(
      t,
      {
        Which: {
          Type: 'Choice',
          Choices: [{ Condition: '{% $states.input.beside %}', Next: 'Both' }],
          Default: 'Alone',
        },
        Alone: nested('.sync:2'),
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'One', States: { One: nested('.sync') } },
            {
              StartAt: 'Moment',
              States: {
                Moment: { Type: 'Wait', Seconds: 50, Next: 'Fails' },
                Fails: { Type: 'Fail', Error: 'No' },
              },
            },
          ],
          End: true,
        },
      },
      forLong,
    );
    const executionArn = await start({ beside: false });
    await watch.first('execution-started', 'Child');
    await client.send(new StopExecutionCommand({ executionArn }));
    await watch.first('execution-ended', 'Child');
    await start({ beside: true });
    const ended = await watch.first('execution-ended', 'Child', 2);
    assert.deepEqual(
      ended.map(({ outcome }) => outcome),
      ['stopped', 'stopped'],
    );
    const [first, second] = await watch.first('execution-ended', 'Machine', 2);
    assert.deepEqual([first?.outcome, second?.outcome], ['stopped', 'failed']);
  },
);

behaviour(
  'a task with waitForTaskToken hands its token to the execution that it starts',
  { source },
  async (t) => {
    const { start, client, watch, describe } = await startNested(
      t,
      { Start: nested('.waitForTaskToken', {}, { token: '{% $states.context.Task.Token %}' }) },
      { Take: { Type: 'Succeed' } },
    );
    const executionArn = await start();
    await watch.first('execution-ended', 'Child');
    const { executions = [] } = await client.send(
      new ListExecutionsCommand({ stateMachineArn: arnOf('states', 'stateMachine:Test-Child') }),
    );
    const taken = await describe(executions[0]?.executionArn ?? '');
    const { token: taskToken } = JSON.parse(taken.output ?? '{}');
    await client.send(new SendTaskSuccessCommand({ taskToken, output: '"done"' }));
    await watch.first('execution-ended', 'Machine');
    assert.equal((await describe(executionArn)).output, '"done"');
  },
);

behaviour(
  'an execution that cannot be started is an error of the task',
  { source, note: 'The names of the errors are recorded by others' },
  async (t) => {
    const { run } = await startNested(
      t,
      {
        Start: nested('.sync:2', {
          Arguments: { StateMachineArn: arnOf('states', 'stateMachine:nowhere') },
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught', Output: '{% $states.errorOutput.Error %}' }],
        }),
        Caught: { Type: 'Succeed' },
      },
      double,
    );
    assert.equal((await run({})).result, 'StepFunctions.StateMachineDoesNotExistException');
  },
);

behaviour('a definition in JSONPath starts an execution that knows who started it', { source }, async (t) => {
  const { run } = await startStates(
    t,
    {
      Start: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: {
          StateMachineArn: { Ref: 'Child' },
          Input: { 'n.$': '$.n', 'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$': '$$.Execution.Id' },
        },
        ResultSelector: {
          'doubled.$': '$.Output.doubled',
          'by.$': '$.Input.AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID',
        },
        End: true,
      },
    },
    {
      definition: { QueryLanguage: 'JSONPath' },
      resources: { Child: machineResource(double) },
    },
  );
  const { result, executionArn } = await run({ n: 4 });
  assert.deepEqual(result, { doubled: 8, by: executionArn });
});
