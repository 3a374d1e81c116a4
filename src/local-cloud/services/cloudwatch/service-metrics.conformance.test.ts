import assert from 'node:assert/strict';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { PublishCommand } from '@aws-sdk/client-sns';
import { account, arnOf } from '../../kernel/account.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { attributeOf } from '../../testing/event-bus.ts';
import { startMetrics } from '../../testing/metrics.ts';
import { functionResource, httpApiInFrontOf, queueResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('CloudWatch', import.meta.filename);
const common = {
  region: account.region,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
};

behaviour(
  'an HTTP API counts requests, 4xx and 5xx and measures latencies, for the API and for its stage',
  { source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html' },
  async (t) => {
    const { cloud, statistic } = await startMetrics(
      t,
      httpApiInFrontOf(
        functionResource(
          'exports.handler = async ({ rawPath }) => ({ statusCode: Number(rawPath.slice(1)) });',
        ),
      ),
      { Outputs: { Url: { Value: attributeOf('Api', 'ApiEndpoint') }, Id: { Value: { Ref: 'Api' } } } },
    );
    for (const status of [200, 404, 500, 503]) await fetch(`${cloud.outputs.Url}/${status}`);
    const ApiId = cloud.outputs.Id as string;
    const sets: Record<string, string>[] = [{ ApiId }, { ApiId, Stage: '$default' }];
    for (const dimensions of sets) {
      const sum = async (name: string) =>
        (await statistic(`AWS/ApiGateway ${name}`, 'Sum', dimensions))?.value;
      assert.equal(await sum('Count'), 4);
      assert.equal(await sum('4xx'), 1);
      assert.equal(await sum('5xx'), 2);
      const latency = await statistic('AWS/ApiGateway Latency', 'Average', dimensions);
      const integration = await statistic('AWS/ApiGateway IntegrationLatency', 'Average', dimensions);
      assert.equal(latency?.unit, 'Milliseconds');
      assert.ok((latency?.value ?? 0) >= (integration?.value ?? Number.POSITIVE_INFINITY));
    }
  },
);

behaviour(
  'a table counts capacity, requests that were throttled, and conditions that were false',
  { source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html' },
  async (t) => {
    const { cloud, statistic } = await startMetrics(t, {
      Orders: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName: 'orders',
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        },
      },
    });
    const dynamodb = new DynamoDBClient({ ...common, endpoint: cloud.endpoints.dynamodb });
    t.after(() => dynamodb.destroy());
    const put = () =>
      dynamodb.send(
        new PutItemCommand({
          TableName: 'orders',
          Item: { id: { S: 'a' } },
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      );
    await put();
    await assert.rejects(put(), { name: 'ConditionalCheckFailedException' });
    const mend = cloud.faults.inject({ resource: 'Orders', fault: 'throttle' });
    await assert.rejects(put());
    mend();
    const TableName = 'orders';
    const sum = async (name: string, more: Record<string, string> = {}) =>
      (await statistic(`AWS/DynamoDB ${name}`, 'Sum', { TableName, ...more }))?.value;
    assert.equal(await sum('ConsumedWriteCapacityUnits'), 2);
    assert.equal(await sum('ConditionalCheckFailedRequests'), 1);
    assert.equal(await sum('ThrottledRequests', { Operation: 'PutItem' }), 1);
    assert.equal(await sum('WriteThrottleEvents'), 1);
    assert.equal(await sum('SystemErrors', { Operation: 'PutItem' }), undefined);
    const latency = await statistic('AWS/DynamoDB SuccessfulRequestLatency', 'SampleCount', {
      TableName,
      Operation: 'PutItem',
    });
    assert.deepEqual(latency, { value: 1, unit: 'Milliseconds' });
  },
);

behaviour(
  'a stream counts what came in and what it had no room for',
  { source: 'https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html' },
  async (t) => {
    const { cloud, statistic } = await startMetrics(t, {
      Readings: { Type: 'AWS::Kinesis::Stream', Properties: { Name: 'readings', ShardCount: 1 } },
    });
    // Kinesis is spoken to over HTTP/2.
    const kinesis = new KinesisClient({ ...common, endpoint: cloud.endpoints.kinesis });
    t.after(() => kinesis.destroy());
    const put = () =>
      kinesis.send(
        new PutRecordCommand({ StreamName: 'readings', PartitionKey: 'a', Data: Buffer.from('12345') }),
      );
    await put();
    const StreamName = 'readings';
    const sum = async (name: string) =>
      (await statistic(`AWS/Kinesis ${name}`, 'Sum', { StreamName }))?.value;
    assert.equal(await sum('IncomingRecords'), 1);
    assert.equal(await sum('IncomingBytes'), 6);
    assert.equal(await sum('WriteProvisionedThroughputExceeded'), 0);
  },
);

behaviour(
  'a topic counts what was published, delivered and filtered out',
  { source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html' },
  async (t) => {
    const { sns, watch, statistic } = await startMetrics(t, {
      Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'orders' } },
      Queue: queueResource(),
      Other: queueResource(),
      All: subscription('Queue'),
      Some: subscription('Other', { FilterPolicy: { kind: ['other'] } }),
    });
    await sns.send(new PublishCommand({ TopicArn: arnOf('sns', 'orders'), Message: 'abc' }));
    await watch.first('event-delivered', 'Topic');
    const sum = async (name: string) =>
      (await statistic(`AWS/SNS ${name}`, 'Sum', { TopicName: 'orders' }))?.value;
    assert.equal(await sum('NumberOfMessagesPublished'), 1);
    assert.equal(await sum('PublishSize'), 3);
    assert.equal(await sum('NumberOfNotificationsDelivered'), 1);
    assert.equal(await sum('NumberOfNotificationsFilteredOut'), 1);
    assert.equal(await sum('NumberOfNotificationsFailed'), undefined);
  },
);

const subscription = (queue: string, properties: Record<string, unknown> = {}) => ({
  Type: 'AWS::SNS::Subscription',
  Properties: {
    TopicArn: { Ref: 'Topic' },
    Protocol: 'sqs',
    Endpoint: attributeOf(queue, 'Arn'),
    ...properties,
  },
});

behaviour(
  'a rule counts what it matched, whom it invoked, and what failed for good',
  { source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html' },
  async (t) => {
    const { cloud, eventBridge, watch, statistic } = await startMetrics(t, {
      Queue: queueResource(),
      Dlq: queueResource(),
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          Name: 'orders',
          EventPattern: { source: ['shop'] },
          Targets: [
            {
              Id: 'Target',
              Arn: attributeOf('Queue', 'Arn'),
              RetryPolicy: { MaximumRetryAttempts: 0 },
              DeadLetterConfig: { Arn: attributeOf('Dlq', 'Arn') },
            },
          ],
        },
      },
    });
    const put = () =>
      eventBridge.send(
        new PutEventsCommand({ Entries: [{ Source: 'shop', DetailType: 'order', Detail: '{}' }] }),
      );
    await put();
    await watch.first('event-delivered', 'Rule');
    cloud.faults.inject({ resource: 'Queue', fault: 'fail' });
    await put();
    await watch.first('event-given-up', 'Rule');
    const sum = async (name: string) =>
      (await statistic(`AWS/Events ${name}`, 'Sum', { RuleName: 'orders' }))?.value;
    assert.equal(await sum('MatchedEvents'), 2);
    assert.equal(await sum('Invocations'), 2);
    assert.equal(await sum('FailedInvocations'), 1);
    assert.equal(await sum('InvocationsSentToDlq'), 1);
  },
);
