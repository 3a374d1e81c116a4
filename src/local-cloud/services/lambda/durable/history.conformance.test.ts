import assert from 'node:assert/strict';
import {
  type Event,
  GetDurableExecutionHistoryCommand,
  type GetDurableExecutionHistoryCommandInput,
  ListDurableExecutionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { type DurableBench, startDurable } from '../../../testing/durable.ts';

const behaviour = behavioursOf('Lambda', import.meta.filename);
const api = 'https://docs.aws.amazon.com/lambda/latest/api';
const source = `${api}/API_GetDurableExecutionHistory.html`;

/** The first answer of the history of the only execution. */
async function ask(
  { client }: DurableBench,
  more: Omit<GetDurableExecutionHistoryCommandInput, 'DurableExecutionArn'> = {},
): Promise<{ events: Event[]; next: string | undefined }> {
  const { DurableExecutions = [] } = await client.send(
    new ListDurableExecutionsByFunctionCommand({ FunctionName: 'Test-Function' }),
  );
  const { DurableExecutionArn } = DurableExecutions[0] ?? {};
  const { Events = [], NextMarker } = await client.send(
    new GetDurableExecutionHistoryCommand({ DurableExecutionArn, ...more }),
  );
  return { events: Events, next: NextMarker };
}

const types = (events: Event[]) => events.map(({ EventType, Name }) => `${EventType} ${Name ?? ''}`.trim());

const paid = `exports.handler = withDurableExecution(async (event, context) => {
  const id = await context.step('pay', async () => 'p1');
  await context.wait('pause', { seconds: 20 });
  return id;
});`;

behaviour(
  'the history of a durable execution has every step and wait with its result, in the order in which it happened',
  { source },
  async (t) => {
    const bench = await startDurable(t, paid);
    await bench.call({ order: 7 });
    const { events } = await ask(bench);
    assert.deepEqual(
      types(events.filter(({ EventType }) => EventType !== 'InvocationCompleted')).map((each) =>
        each.replace(/^(Execution\w+) .*/, '$1'),
      ),
      [
        'ExecutionStarted',
        'StepStarted pay',
        'StepSucceeded pay',
        'WaitStarted pause',
        'WaitSucceeded pause',
        'ExecutionSucceeded',
      ],
    );
    assert.deepEqual(
      events.map(({ EventId }) => EventId),
      events.map((_, index) => index + 1),
    );
    const of = (type: string) => events.find(({ EventType }) => EventType === type);
    assert.equal(of('ExecutionStarted')?.ExecutionStartedDetails?.Input?.Payload, '{"order":7}');
    assert.equal(of('StepSucceeded')?.StepSucceededDetails?.Result?.Payload, '"p1"');
    assert.equal(of('StepSucceeded')?.StepSucceededDetails?.RetryDetails?.CurrentAttempt, 1);
    assert.equal(of('ExecutionSucceeded')?.ExecutionSucceededDetails?.Result?.Payload, '"p1"');
    assert.ok(of('InvocationCompleted')?.InvocationCompletedDetails?.RequestId);
    assert.ok(events.every(({ EventTimestamp }) => EventTimestamp instanceof Date));
  },
);

behaviour(
  'an attempt at a step that failed is in the history with its error and the number of the attempt',
  { source: `${api}/API_StepFailedDetails.html` },
  async (t) => {
    const bench = await startDurable(
      t,
      `exports.handler = withDurableExecution(async (event, context) =>
        context.step('pay', async () => { throw new Error('no answer'); }, {
          retryStrategy: (_, attempt) => ({ shouldRetry: attempt < 2, delay: { seconds: 2 } }),
        }));`,
    );
    await bench.call();
    const { events } = await ask(bench);
    const failed = events.flatMap(({ StepFailedDetails }) => StepFailedDetails ?? []);
    assert.deepEqual(
      failed.map(({ Error: error, RetryDetails }) => [
        error?.Payload?.ErrorMessage,
        RetryDetails?.CurrentAttempt,
      ]),
      [
        ['no answer', 1],
        ['no answer', 2],
      ],
    );
    assert.match(
      events.find(({ EventType }) => EventType === 'ExecutionFailed')?.ExecutionFailedDetails?.Error?.Payload
        ?.ErrorMessage ?? '',
      /no answer/,
    );
  },
);

behaviour(
  'the history comes latest first, in pages and without data, when it is asked for so',
  { source },
  async (t) => {
    const bench = await startDurable(t, paid);
    await bench.call({});
    const all = await ask(bench);
    const latest = await ask(bench, { ReverseOrder: true, MaxItems: 2 });
    assert.deepEqual(types(latest.events), types(all.events.toReversed().slice(0, 2)));
    const rest = await ask(bench, { ReverseOrder: true, Marker: latest.next });
    assert.equal(rest.events.length, all.events.length - 2);
    assert.equal(rest.next, undefined);
    const bare = await ask(bench, { IncludeExecutionData: false });
    const step = bare.events.find(({ EventType }) => EventType === 'StepSucceeded');
    assert.equal(step?.StepSucceededDetails?.Result, undefined);
    assert.equal(step?.StepSucceededDetails?.RetryDetails?.CurrentAttempt, 1);
  },
);

behaviour(
  'the history of an execution that there is not is a ResourceNotFoundException',
  { source },
  async (t) => {
    const { client } = await startDurable(t, paid);
    await assert.rejects(
      client.send(
        new GetDurableExecutionHistoryCommand({
          DurableExecutionArn:
            'arn:aws:lambda:us-east-1:000000000000:function:Test-Function:1/durable-execution/a/b',
        }),
      ),
      { name: 'ResourceNotFoundException' },
    );
  },
);
