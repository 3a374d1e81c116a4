import assert from 'node:assert/strict';
import { InvokeCommand, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import type { CloudEvent } from '../../../content/event.ts';
import type { TemplateResource } from '../../template/template.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { type LambdaBench, startLambda } from '../../testing/lambda.ts';
import { receiveOne } from '../../testing/queue.ts';
import { functionResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('Lambda', import.meta.filename);
const errorPage = 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html';
const recordPage = 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html';
const configPage = 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html';

/** An hour of AWS's waits in 0.36 s. */
const settings = { timeScale: 0.0001 };
const scaled = { fidelity: 'modelled', note: 'The waits are scaled by timeScale.' } as const;
const functionName = 'Test-Function';
const functionArn = `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`;

const failing = `exports.handler = async (event) => { if (event.fail !== false) throw new Error('no'); return { ok: true }; };`;

const config = (properties: Record<string, unknown>): TemplateResource => ({
  Type: 'AWS::Lambda::EventInvokeConfig',
  Properties: { FunctionName: { Ref: 'Function' }, Qualifier: '$LATEST', ...properties },
});
const queue: TemplateResource = { Type: 'AWS::SQS::Queue', Properties: {} };
const to = (name: string) => ({ Destination: { 'Fn::GetAtt': [name, 'Arn'] } });

async function send({ client }: LambdaBench, payload: unknown = {}): Promise<void> {
  await client.send(
    new InvokeCommand({
      FunctionName: functionName,
      InvocationType: 'Event',
      Payload: JSON.stringify(payload),
    }),
  );
}

const givenUp = (event: CloudEvent) => event.type === 'event-given-up';

behaviour(
  'an event whose function fails is tried two more times, then given up; its attempts share the request id',
  { source: errorPage, ...scaled },
  async (t) => {
    const bench = await startLambda(t, { Function: functionResource(failing) }, { settings });
    await send(bench);
    const end = (await bench.eventually(givenUp)) as CloudEvent & { eventId: string; reason: string };
    assert.equal(end.reason, 'RetriesExhausted');
    const started = bench.eventsOf('invocation-started');
    assert.deepEqual(
      started.map((each) => each.invocationId),
      [end.eventId, end.eventId, end.eventId],
    );
    assert.deepEqual(
      bench.eventsOf('event-retried').map((each) => each.attempt),
      [2, 3],
    );
  },
);

behaviour(
  'the first retry comes a minute after the first attempt, the second two minutes after that',
  { source: errorPage, ...scaled },
  async (t) => {
    const bench = await startLambda(
      t,
      { Function: functionResource(failing) },
      { settings: { timeScale: 0.005 } },
    );
    await send(bench);
    await bench.eventually(givenUp);
    const ended = bench.eventsOf('invocation-ended').map((each) => each.at);
    const retried = bench.eventsOf('event-retried').map((each) => each.at);
    const waits = retried.map((at, index) => at - (ended[index] as number));
    assert.ok((waits[0] as number) >= 295 && (waits[1] as number) >= 595, `${waits} ms`);
    assert.ok((waits[0] as number) < (waits[1] as number), `${waits} ms`);
  },
);

for (const retries of [0, 1])
  behaviour(
    `MaximumRetryAttempts ${retries} allows ${retries + 1} attempts`,
    { source: configPage, ...scaled },
    async (t) => {
      const bench = await startLambda(
        t,
        { Function: functionResource(failing), Config: config({ MaximumRetryAttempts: retries }) },
        { settings },
      );
      await send(bench);
      await bench.eventually(givenUp);
      assert.equal(bench.eventsOf('invocation-started').length, retries + 1);
    },
  );

behaviour(
  'a throttled event goes back to the queue and is tried again with growing intervals until it gets through',
  { source: errorPage, ...scaled },
  async (t) => {
    const bench = await startLambda(
      t,
      {
        Function: functionResource('exports.handler = async () => new Promise((r) => setTimeout(r, 100));', {
          ReservedConcurrentExecutions: 1,
        }),
      },
      { settings: { timeScale: 0.01 } },
    );
    await Promise.all([1, 2, 3, 4].map(() => send(bench)));
    let succeeded = 0;
    await bench.eventually((event) => {
      if (event.type === 'invocation-ended' && event.outcome === 'succeeded') succeeded += 1;
      return succeeded === 4;
    });
    assert.equal(bench.eventsOf('invocation-ended').length, 4);
    assert.ok(bench.eventsOf('invocation-throttled').length > 0);
    assert.equal(bench.eventsOf('event-given-up').length, 0);
  },
);

behaviour(
  'an event that is throttled for longer than MaximumEventAgeInSeconds is given up without having run',
  { source: configPage, ...scaled },
  async (t) => {
    const bench = await startLambda(
      t,
      {
        Function: functionResource(
          'exports.handler = async (event) => new Promise((r) => setTimeout(r, event.ms));',
          {
            ReservedConcurrentExecutions: 1,
          },
        ),
        Config: config({ MaximumEventAgeInSeconds: 60, DestinationConfig: { OnFailure: to('Recorder') } }),
        Recorder: functionResource(
          'exports.handler = async (event) => { console.log(JSON.stringify(event)); };',
        ),
      },
      { settings: { timeScale: 0.001 } },
    );
    const busy = bench.invoke({ ms: 1_000 });
    await bench.eventually((event) => event.type === 'invocation-started');
    await send(bench, { ms: 1 });
    const end = await bench.eventually(givenUp);
    assert.equal((end as { reason?: string }).reason, 'EventAgeExceeded');
    const record = JSON.parse(
      ((await bench.eventually((each) => each.type === 'log-line')) as { line: string }).line,
    );
    assert.equal(record.requestContext.condition, 'EventAgeExceeded');
    assert.equal(record.requestContext.approximateInvokeCount, 0);
    await busy;
  },
);

behaviour(
  'with reserved concurrency 0 events go to the on-failure destination without any retry',
  { source: recordPage },
  async (t) => {
    const bench = await startLambda(t, {
      Function: functionResource(failing),
      Config: config({ DestinationConfig: { OnFailure: to('Recorder') } }),
      Recorder: functionResource(
        'exports.handler = async (event) => { console.log(JSON.stringify(event)); };',
      ),
    });
    await bench.client.send(
      new PutFunctionConcurrencyCommand({ FunctionName: functionName, ReservedConcurrentExecutions: 0 }),
    );
    await send(bench, { n: 1 });
    const record = JSON.parse(
      ((await bench.eventually((each) => each.type === 'log-line')) as { line: string }).line,
    );
    assert.deepEqual(record.requestPayload, { n: 1 });
    assert.equal(bench.eventsOf('event-retried').length, 0);
  },
);

behaviour(
  'an on-failure destination gets the event, the last error and why it is sent',
  { source: `${recordPage}#destination-example-record`, ...scaled },
  async (t) => {
    const bench = await startLambda(
      t,
      {
        Function: functionResource(failing),
        Config: config({ DestinationConfig: { OnFailure: to('Failed') } }),
        Failed: queue,
      },
      { settings },
    );
    await send(bench, { n: 1 });
    const end = (await bench.eventually(givenUp)) as CloudEvent & { eventId: string; to?: string };
    assert.equal(end.to, 'Failed');
    const record = JSON.parse((await receiveOne(bench.cloud, 'Failed')).Body ?? '');
    assert.equal(record.version, '1.0');
    assert.deepEqual(record.requestContext, {
      requestId: end.eventId,
      functionArn: `${functionArn}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    });
    assert.deepEqual(record.requestPayload, { n: 1 });
    assert.deepEqual(record.responseContext, {
      statusCode: 200,
      executedVersion: '$LATEST',
      functionError: 'Unhandled',
    });
    assert.equal(record.responsePayload.errorMessage, 'no');
  },
);

behaviour('an on-success destination gets the event and the result', { source: recordPage }, async (t) => {
  const bench = await startLambda(t, {
    Function: functionResource(failing),
    Config: config({ DestinationConfig: { OnSuccess: to('Recorder'), OnFailure: to('Other') } }),
    Recorder: functionResource('exports.handler = async (event) => { console.log(JSON.stringify(event)); };'),
    Other: functionResource('exports.handler = async () => {};'),
  });
  await send(bench, { fail: false });
  const record = JSON.parse(
    ((await bench.eventually((each) => each.type === 'log-line')) as { line: string }).line,
  );
  assert.equal(record.requestContext.condition, 'Success');
  assert.equal(record.requestContext.approximateInvokeCount, 1);
  assert.deepEqual(record.responsePayload, { ok: true });
  assert.equal(bench.eventsOf('event-given-up').length, 0);
});

const allow = (name: string) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: { Queues: [{ Ref: name }], PolicyDocument: {} },
});

behaviour(
  'an event bus as destination gets the record as detail, from source lambda, with the outcome as detail type',
  { source: `${recordPage}#destinations-permissions` },
  async (t) => {
    const bench = await startLambda(t, {
      Function: functionResource(failing),
      Config: config({ DestinationConfig: { OnSuccess: to('Bus') } }),
      Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'outcomes' } },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventBusName: { Ref: 'Bus' },
          EventPattern: { source: ['lambda'] },
          Targets: [{ Id: 'queue', Arn: { 'Fn::GetAtt': ['Outcomes', 'Arn'] } }],
        },
      },
      Outcomes: queue,
      Policy: allow('Outcomes'),
    });
    await send(bench, { fail: false });
    const event = JSON.parse((await receiveOne(bench.cloud, 'Outcomes')).Body ?? '');
    assert.equal(event.source, 'lambda');
    assert.equal(event['detail-type'], 'Lambda Function Invocation Result - Success');
    assert.deepEqual(event.resources, [
      `${functionArn}:$LATEST`,
      'arn:aws:events:us-east-1:000000000000:event-bus/outcomes',
    ]);
    assert.deepEqual(event.detail.responsePayload, { ok: true });
  },
);

behaviour(
  'a topic as destination gets the record as message',
  { source: `${recordPage}#destinations-permissions` },
  async (t) => {
    const bench = await startLambda(t, {
      Function: functionResource(failing),
      Config: config({ DestinationConfig: { OnSuccess: { Destination: { Ref: 'Topic' } } } }),
      Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
      Subscription: {
        Type: 'AWS::SNS::Subscription',
        Properties: {
          TopicArn: { Ref: 'Topic' },
          Protocol: 'sqs',
          Endpoint: { 'Fn::GetAtt': ['Outcomes', 'Arn'] },
          RawMessageDelivery: true,
        },
      },
      Outcomes: queue,
      Policy: allow('Outcomes'),
    });
    await send(bench, { fail: false });
    const record = JSON.parse((await receiveOne(bench.cloud, 'Outcomes')).Body ?? '');
    assert.equal(record.requestContext.condition, 'Success');
  },
);

behaviour('a record that the destination does not take is dropped', { source: recordPage }, async (t) => {
  const bench = await startLambda(t, {
    Function: functionResource(failing),
    Config: config({ MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: to('Fifo') } }),
    Fifo: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
  });
  await send(bench);
  const end = await bench.eventually(givenUp);
  assert.ok(end.type === 'event-given-up' && end.to === undefined);
});

behaviour(
  'a dead-letter queue gets the event as it is, with the error in message attributes',
  { source: `${recordPage}#invocation-dlq`, ...scaled },
  async (t) => {
    const bench = await startLambda(
      t,
      {
        Function: functionResource(failing, {
          DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] } },
        }),
        Dead: queue,
      },
      { settings },
    );
    await send(bench, { n: 1 });
    const end = (await bench.eventually(givenUp)) as CloudEvent & { eventId: string };
    const message = await receiveOne(bench.cloud, 'Dead');
    assert.deepEqual(JSON.parse(message.Body ?? ''), { n: 1 });
    assert.equal(message.MessageAttributes?.RequestID?.StringValue, end.eventId);
    assert.equal(message.MessageAttributes?.ErrorCode?.StringValue, '200');
    assert.equal(message.MessageAttributes?.ErrorCode?.DataType, 'Number');
    assert.equal(message.MessageAttributes?.ErrorMessage?.StringValue, 'no');
  },
);

behaviour('an alias has an event configuration of its own', { source: configPage, ...scaled }, async (t) => {
  const bench = await startLambda(
    t,
    {
      Function: functionResource(failing),
      Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Function' } } },
      Alias: {
        Type: 'AWS::Lambda::Alias',
        Properties: {
          Name: 'live',
          FunctionName: { Ref: 'Function' },
          FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] },
        },
      },
      Config: { ...config({ Qualifier: 'live', MaximumRetryAttempts: 0 }), DependsOn: 'Alias' },
    },
    { settings },
  );
  await bench.client.send(
    new InvokeCommand({ FunctionName: functionName, Qualifier: 'live', InvocationType: 'Event' }),
  );
  await bench.eventually(givenUp);
  assert.equal(bench.eventsOf('invocation-started').length, 1);
});
