import assert from 'node:assert/strict';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { DeployError } from '../../../kernel/errors.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { startDurable } from '../../../testing/durable.ts';
import { queueMapping, queueResource } from '../../../testing/templates.ts';

const behaviour = behavioursOf('Lambda', import.meta.filename);
const page = 'https://docs.aws.amazon.com/lambda/latest/dg/durable-invoking.html';
const esmPage = 'https://docs.aws.amazon.com/lambda/latest/dg/durable-invoking-esm.html';
const returns = `exports.handler = withDurableExecution(async (event, context) => context.step(async () => event));`;
const alias = {
  Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Function' } } },
  Alias: {
    Type: 'AWS::Lambda::Alias',
    Properties: {
      Name: 'live',
      FunctionName: { Ref: 'Function' },
      FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] },
    },
  },
};
const sqsOf = (endpoint: string) =>
  new SQSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });

behaviour(
  'a durable function is invoked with a version, an alias or $LATEST; a name or ARN without one is refused',
  { source: page },
  async (t) => {
    const { client, invoke, eventsOf } = await startDurable(t, returns, { resources: alias });
    for (const Qualifier of ['1', 'live', '$LATEST'])
      assert.equal((await invoke(1, { Qualifier })).payload, 1);
    const before = eventsOf('invocation-started').length;
    for (const InvocationType of ['RequestResponse', 'Event'] as const)
      await assert.rejects(
        client.send(new InvokeCommand({ FunctionName: 'Test-Function', InvocationType })),
        {
          name: 'InvalidParameterValueException',
          message: 'You cannot invoke a durable function using an unqualified ARN.',
        },
      );
    assert.equal(eventsOf('invocation-started').length, before);
  },
);

behaviour(
  'an event source mapping that names a durable function without a version or alias cannot invoke it',
  {
    source: page,
    fidelity: 'differs',
    note: 'On AWS the invocations fail; here the stack is refused when it is deployed.',
  },
  async (t) => {
    const resources = { Queue: queueResource({ VisibilityTimeout: 60 }), Mapping: queueMapping() };
    await assert.rejects(startDurable(t, returns, { resources }), (error: DeployError) => {
      assert.ok(error instanceof DeployError);
      assert.match(error.message, /unqualified ARN/);
      return true;
    });
  },
);

behaviour(
  'a durable function whose executions may take longer than 15 minutes is invoked asynchronously only',
  { source: page },
  async (t) => {
    const { call, ended } = await startDurable(t, returns, { durable: { ExecutionTimeout: 901 } });
    await assert.rejects(call(), {
      name: 'InvalidParameterValueException',
      message:
        'You cannot synchronously invoke a durable function with an executionTimeout greater than 15 minutes.',
    });
    await call({}, { InvocationType: 'Event' });
    assert.equal((await ended()).outcome, 'succeeded');
  },
);

behaviour(
  'a durable function’s failed asynchronous execution goes to its dead-letter queue, once',
  { source: page },
  async (t) => {
    const { cloud, call, eventually, eventsOf } = await startDurable(
      t,
      `exports.handler = withDurableExecution(async () => { throw new Error('never'); });`,
      {
        properties: { DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] } } },
        resources: { Dead: queueResource() },
      },
    );
    const sqs = sqsOf(cloud.endpoints.sqs);
    t.after(() => sqs.destroy());
    await call({ order: 1 }, { InvocationType: 'Event' });
    await eventually(({ type }) => type === 'event-given-up');
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: cloud.outputs.Dead, MessageAttributeNames: ['All'] }),
    );
    assert.deepEqual(
      Messages.map(({ Body }) => Body),
      ['{"order":1}'],
    );
    assert.equal(Messages[0]?.MessageAttributes?.ErrorMessage?.StringValue, 'never');
    assert.equal(eventsOf('execution-started').length, 1);
  },
);

behaviour(
  'destinations of a durable function are refused: it has a dead-letter queue only',
  { source: page },
  async (t) => {
    const Config = {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: {
        FunctionName: { Ref: 'Function' },
        Qualifier: '$LATEST',
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Dead', 'Arn'] } } },
      },
    };
    await assert.rejects(
      startDurable(t, returns, { resources: { Dead: queueResource(), Config } }),
      (error: DeployError) => {
        assert.ok(error instanceof DeployError);
        assert.match(error.message, /no destinations/);
        return true;
      },
    );
  },
);

behaviour(
  'an event source mapping waits for the whole execution, and then the message is deleted',
  { source: esmPage },
  async (t) => {
    const { cloud, eventually, eventsOf } = await startDurable(
      t,
      `exports.handler = withDurableExecution(async (event, context) => {
        await context.wait({ seconds: 10 });
        return event.Records.length;
      });`,
      {
        resources: {
          ...alias,
          Queue: queueResource({ VisibilityTimeout: 300 }),
          Mapping: queueMapping({ FunctionName: { Ref: 'Alias' } }),
        },
      },
    );
    const sqs = sqsOf(cloud.endpoints.sqs);
    t.after(() => sqs.destroy());
    await sqs.send(new SendMessageCommand({ QueueUrl: cloud.outputs.Queue, MessageBody: '1' }));
    const deleted = await eventually(({ type }) => type === 'message-deleted');
    assert.equal(eventsOf('invocation-started').length, 2);
    const [end] = eventsOf('execution-ended');
    assert.ok(end && end.at <= deleted.at);
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: cloud.outputs.Queue, AttributeNames: ['All'] }),
    );
    assert.equal(Attributes?.ApproximateNumberOfMessages, '0');
  },
);
