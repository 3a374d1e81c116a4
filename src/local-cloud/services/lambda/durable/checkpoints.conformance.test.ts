import assert from 'node:assert/strict';
import {
  CheckpointDurableExecutionCommand,
  GetDurableExecutionStateCommand,
  type LambdaClient,
  SendDurableExecutionCallbackFailureCommand,
  SendDurableExecutionCallbackHeartbeatCommand,
  SendDurableExecutionCallbackSuccessCommand,
} from '@aws-sdk/client-lambda';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { type DurableBench, startDurable } from '../../../testing/durable.ts';

const behaviour = behavioursOf('Lambda', import.meta.filename);
const api = 'https://docs.aws.amazon.com/lambda/latest/api';

/** A handler that hands its envelope out and stays until it is told. */
const shows = `exports.handler = async (event) => {
  console.log('envelope ' + JSON.stringify(event));
  await new Promise((done) => setTimeout(done, 30_000));
};`;

async function envelopeOf({ call, eventually }: DurableBench) {
  void call({ order: 7 }, { InvocationType: 'Event' });
  const event = await eventually((each) => each.type === 'log-line' && each.line.startsWith('envelope '));
  return JSON.parse((event as { line: string }).line.slice('envelope '.length));
}

behaviour(
  'a durable function gets its execution’s ARN, a checkpoint token and the operations so far, the first of which holds the payload',
  { source: 'https://docs.aws.amazon.com/lambda/latest/api/API_ExecutionDetails.html' },
  async (t) => {
    const envelope = await envelopeOf(await startDurable(t, shows));
    assert.match(envelope.DurableExecutionArn, /\/durable-execution\//);
    assert.match(envelope.CheckpointToken, /^[A-Za-z0-9+/]+={0,2}$/);
    const [first, ...others] = envelope.InitialExecutionState.Operations;
    assert.deepEqual(others, []);
    assert.equal(first.Type, 'EXECUTION');
    assert.deepEqual(JSON.parse(first.ExecutionDetails.InputPayload), { order: 7 });
  },
);

behaviour(
  'each checkpoint consumes its token and gives a new one; the same ClientToken gets the same answer',
  { source: `${api}/API_CheckpointDurableExecution.html` },
  async (t) => {
    const bench = await startDurable(t, shows);
    const { DurableExecutionArn, CheckpointToken } = await envelopeOf(bench);
    const checkpoint = (token: string, ClientToken: string) =>
      bench.client.send(
        new CheckpointDurableExecutionCommand({
          DurableExecutionArn,
          CheckpointToken: token,
          ClientToken,
          Updates: [{ Id: 'a', Type: 'STEP', Action: 'SUCCEED', Payload: '1' }],
        }),
      );
    const first = await checkpoint(CheckpointToken, 'one');
    assert.deepEqual(
      first.NewExecutionState?.Operations?.map(({ Id, Status, StepDetails }) => [
        Id,
        Status,
        StepDetails?.Result,
      ]),
      [['a', 'SUCCEEDED', '1']],
    );
    assert.ok(first.NewExecutionState?.Operations?.[0]?.StartTimestamp instanceof Date);
    assert.equal((await checkpoint(CheckpointToken, 'one')).CheckpointToken, first.CheckpointToken);
    await assert.rejects(checkpoint(CheckpointToken, 'two'), {
      name: 'InvalidParameterValueException',
      message: /^Invalid Checkpoint Token/,
    });
  },
);

behaviour(
  'the updates of a checkpoint are applied together or not at all',
  { source: `${api}/API_CheckpointDurableExecution.html` },
  async (t) => {
    const bench = await startDurable(t, shows);
    const { DurableExecutionArn, CheckpointToken } = await envelopeOf(bench);
    const send = (Updates: object[]) =>
      bench.client.send(
        new CheckpointDurableExecutionCommand({
          DurableExecutionArn,
          CheckpointToken,
          Updates: Updates as never,
        }),
      );
    const one = { Id: 'a', Type: 'STEP', Action: 'START' };
    for (const wrong of [
      { Id: 'b', Type: 'STEP', Action: 'CANCEL' },
      { Id: 'b', Type: 'WAIT', Action: 'START', WaitOptions: { WaitSeconds: 0 } },
      { Id: 'a', Type: 'WAIT', Action: 'START', WaitOptions: { WaitSeconds: 1 } },
    ])
      await assert.rejects(send([one, wrong]), { name: 'InvalidParameterValueException' });
    assert.deepEqual(bench.eventsOf('operation-updated'), []);
    const { NewExecutionState } = await send([one]);
    assert.deepEqual(
      NewExecutionState?.Operations?.map(({ Id }) => Id),
      ['a'],
    );
  },
);

behaviour(
  'operations inside a completed context are left out of the state, unless it asks for them',
  { source: `${api}/API_GetDurableExecutionState.html` },
  async (t) => {
    const bench = await startDurable(t, shows);
    const { DurableExecutionArn, CheckpointToken } = await envelopeOf(bench);
    const context = (Id: string, ReplayChildren: boolean) => [
      { Id, Type: 'CONTEXT', Action: 'START' },
      { Id: `${Id}-1`, ParentId: Id, Type: 'STEP', Action: 'SUCCEED' },
      { Id, Type: 'CONTEXT', Action: 'SUCCEED', ContextOptions: { ReplayChildren } },
    ];
    const { CheckpointToken: next } = await bench.client.send(
      new CheckpointDurableExecutionCommand({
        DurableExecutionArn,
        CheckpointToken,
        Updates: [...context('a', false), ...context('b', true)] as never,
      }),
    );
    const page = (Marker?: string) =>
      bench.client.send(
        new GetDurableExecutionStateCommand({
          DurableExecutionArn,
          CheckpointToken: next,
          MaxItems: 2,
          ...(Marker !== undefined && { Marker }),
        }),
      );
    const first = await page();
    const second = await page(first.NextMarker);
    const ids = [first, second].flatMap(({ Operations }) =>
      Operations?.map(({ Id, Type }) => (Type === 'EXECUTION' ? 'execution' : Id)),
    );
    assert.deepEqual(ids, ['execution', 'a', 'b', 'b-1']);
  },
);

const waitsForCallback = `exports.handler = withDurableExecution(async (event, context) => {
  try {
    return await context.waitForCallback('approval', async (id) => { console.log('callback ' + id); }, event.options);
  } catch (error) { return 'caught ' + error.message; }
});`;

async function callbackIdOf({ eventually }: DurableBench): Promise<string> {
  const event = await eventually((each) => each.type === 'log-line' && each.line.startsWith('callback '));
  return (event as { line: string }).line.slice('callback '.length);
}

const outcomes: [string, (client: LambdaClient, CallbackId: string) => Promise<unknown>, RegExp][] = [
  [
    'success',
    (client, CallbackId) =>
      client.send(
        new SendDurableExecutionCallbackSuccessCommand({ CallbackId, Result: Buffer.from('"yes"') }),
      ),
    /yes/,
  ],
  [
    'failure',
    (client, CallbackId) =>
      client.send(
        new SendDurableExecutionCallbackFailureCommand({ CallbackId, Error: { ErrorMessage: 'denied' } }),
      ),
    /caught .*denied/,
  ],
];
for (const [name, send, answer] of outcomes)
  behaviour(
    `an execution that waits for a callback goes on with its ${name}, which can be sent once`,
    { source: `${api}/API_SendDurableExecutionCallback${name === 'success' ? 'Success' : 'Failure'}.html` },
    async (t) => {
      const bench = await startDurable(t, waitsForCallback);
      const called = bench.call({});
      const id = await callbackIdOf(bench);
      await send(bench.client, id);
      assert.match((await called).payload, answer);
      await assert.rejects(send(bench.client, id), { name: 'CallbackTimeoutException' });
    },
  );

behaviour(
  'a callback that does not come in time, or is silent for longer than its heartbeat timeout, fails in the handler',
  { source: `${api}/API_CallbackOptions.html` },
  async (t) => {
    const bench = await startDurable(t, waitsForCallback);
    const timedOut = await bench.call({ options: { timeout: { seconds: 20 } } });
    assert.match(timedOut.payload, /caught .*timed out/i);
    const silent = await bench.call({ options: { heartbeatTimeout: { seconds: 20 } } });
    assert.match(silent.payload, /caught .*heartbeat/i);
  },
);

behaviour(
  'a heartbeat for a callback that does not wait is refused',
  { source: `${api}/API_SendDurableExecutionCallbackHeartbeat.html` },
  async (t) => {
    const bench = await startDurable(t, waitsForCallback);
    const called = bench.call({ options: { heartbeatTimeout: { seconds: 600 } } });
    const CallbackId = await callbackIdOf(bench);
    await bench.client.send(new SendDurableExecutionCallbackHeartbeatCommand({ CallbackId }));
    await bench.client.send(new SendDurableExecutionCallbackSuccessCommand({ CallbackId }));
    await called;
    await assert.rejects(
      bench.client.send(new SendDurableExecutionCallbackHeartbeatCommand({ CallbackId })),
      { name: 'CallbackTimeoutException' },
    );
  },
);

behaviour(
  'context.invoke, which invokes another function as an operation, is refused',
  {
    source: `${api}/API_ChainedInvokeOptions.html`,
    fidelity: 'differs',
    note: 'AWS has it; the local cloud says that it does not.',
  },
  async (t) => {
    const bench = await startDurable(
      t,
      `exports.handler = withDurableExecution(async (event, context) => context.invoke('other', 'Test-Other:1', {}));`,
    );
    const { payload, functionError } = await bench.call();
    assert.equal(functionError, 'Unhandled');
    assert.match(payload.errorMessage, /no durable operation of type CHAINED_INVOKE/);
  },
);
