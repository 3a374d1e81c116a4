import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { behavioursOf } from '../../testing/behaviour.ts';
import { clientsOf } from '../../testing/clients.ts';
import { startStates } from '../../testing/state-machine.ts';

const behaviour = behavioursOf('Step Functions', import.meta.filename);
const source = 'https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html';

/** Runs an Express workflow that fails when `n` is too small, and logs as `logging` says. */
async function startLogged(t: TestContext, logging: Record<string, unknown>) {
  const running = await startStates(
    t,
    {
      Check: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input.n > 0 %}', Next: 'Yes' }],
        Default: 'No',
      },
      Yes: { Type: 'Succeed' },
      No: { Type: 'Fail', Error: 'TooSmall', Cause: 'n' },
    },
    {
      resources: { Log: { Type: 'AWS::Logs::LogGroup', Properties: {} } },
      properties: {
        StateMachineType: 'EXPRESS',
        LoggingConfiguration: {
          Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: { 'Fn::GetAtt': ['Log', 'Arn'] } } }],
          ...logging,
        },
      },
    },
  );
  const { cloudWatchLogs } = clientsOf(t, running.cloud);
  return {
    ...running,
    async lines() {
      const { events = [] } = await cloudWatchLogs.send(
        new FilterLogEventsCommand({ logGroupName: 'Test-Log' }),
      );
      return events.map(({ message = '', logStreamName }) => ({ ...JSON.parse(message), logStreamName }));
    },
  };
}

behaviour(
  'with the log level ALL every event of an execution is a line of JSON in the log group, with inputs and outputs where IncludeExecutionData is true',
  {
    source,
    fidelity: 'modelled',
    note: 'AWS does not document the fields of a line, nor the name of the stream; these are those that it was seen to write.',
  },
  async (t) => {
    const { sync, lines } = await startLogged(t, { Level: 'ALL', IncludeExecutionData: true });
    const { executionArn } = await sync({ n: 1 });
    const found = await lines();
    assert.deepEqual(
      found.map(({ id, type }) => [id, type]),
      [
        ['1', 'ExecutionStarted'],
        ['2', 'ChoiceStateEntered'],
        ['3', 'ChoiceStateExited'],
        ['4', 'SucceedStateEntered'],
        ['5', 'SucceedStateExited'],
        ['6', 'ExecutionSucceeded'],
      ],
    );
    assert.deepEqual(found[1].details, {
      name: 'Check',
      input: '{"n":1}',
      inputDetails: { truncated: false },
    });
    assert.equal(found[1].execution_arn, executionArn);
    assert.match(found[1].logStreamName, /^states\/Test-Machine\//);
  },
);

behaviour(
  'with the log level ERROR only what went wrong is logged, and no inputs or outputs unless IncludeExecutionData is true',
  { source: `${source}#cloudwatch-log-level` },
  async (t) => {
    const { sync, lines } = await startLogged(t, { Level: 'ERROR' });
    await sync({ n: 1 });
    assert.deepEqual(await lines(), []);
    await sync({ n: -1 });
    assert.deepEqual(
      (await lines()).map(({ type, details }) => [type, details]),
      [
        ['FailStateEntered', { name: 'No' }],
        ['ExecutionFailed', { error: 'TooSmall', cause: 'n' }],
      ],
    );
  },
);

behaviour(
  'with the log level FATAL only the end of an execution that did not succeed is logged, and with OFF nothing',
  { source: `${source}#cloudwatch-log-level` },
  async (t) => {
    for (const [Level, types] of [
      ['FATAL', ['ExecutionFailed']],
      ['OFF', []],
    ] as const) {
      const { sync, lines } = await startLogged(t, { Level });
      await sync({ n: 1 });
      await sync({ n: -1 });
      assert.deepEqual(
        (await lines()).map(({ type }) => type),
        types,
      );
    }
  },
);

behaviour(
  'an input or output whose escaped text has more than 248 KB is truncated in the log, and its details say so',
  { source },
  async (t) => {
    const { sync, lines } = await startLogged(t, { Level: 'ALL', IncludeExecutionData: true });
    // As text in JSON each quote has a backslash before it.
    const { status } = await sync({ n: 1, quotes: '"'.repeat(100_000) });
    assert.equal(status, 'SUCCEEDED');
    const { input, inputDetails } = (await lines())[0].details;
    assert.deepEqual(inputDetails, { truncated: true });
    assert.ok(Buffer.byteLength(JSON.stringify(input)) <= 248 * 1024);
  },
);
