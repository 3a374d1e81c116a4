import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTemplate } from '../testing/assembly.ts';
import { streamResource } from '../testing/kinesis.ts';
import { queueResource } from '../testing/templates.ts';

const wrong: unknown[] = [null, 50, true, 'text', [], [50], {}, { a: 1 }, '', '\u0000', 'x'.repeat(10_000)];

type Service = 'sqs' | 'eventbridge' | 'kinesis';

const actions: { service: Service; target: string; parameters: string[] }[] = [
  {
    service: 'sqs',
    target: 'AmazonSQS.SendMessage',
    parameters: ['QueueUrl', 'MessageBody', 'MessageAttributes'],
  },
  { service: 'sqs', target: 'AmazonSQS.SendMessageBatch', parameters: ['QueueUrl', 'Entries'] },
  {
    service: 'sqs',
    target: 'AmazonSQS.ReceiveMessage',
    parameters: ['QueueUrl', 'MaxNumberOfMessages', 'WaitTimeSeconds', 'MessageAttributeNames'],
  },
  { service: 'sqs', target: 'AmazonSQS.DeleteMessage', parameters: ['QueueUrl', 'ReceiptHandle'] },
  {
    service: 'sqs',
    target: 'AmazonSQS.ChangeMessageVisibility',
    parameters: ['QueueUrl', 'ReceiptHandle', 'VisibilityTimeout'],
  },
  { service: 'sqs', target: 'AmazonSQS.SetQueueAttributes', parameters: ['QueueUrl', 'Attributes'] },
  {
    service: 'sqs',
    target: 'AmazonSQS.StartMessageMoveTask',
    parameters: ['SourceArn', 'MaxNumberOfMessagesPerSecond'],
  },
  { service: 'sqs', target: 'AmazonSQS.NoSuchAction', parameters: ['QueueUrl'] },
  { service: 'eventbridge', target: 'AWSEvents.PutEvents', parameters: ['Entries'] },
  { service: 'eventbridge', target: 'AWSEvents.TestEventPattern', parameters: ['Event', 'EventPattern'] },
  { service: 'eventbridge', target: '', parameters: ['x'] },
  {
    service: 'kinesis',
    target: 'Kinesis_20131202.PutRecord',
    parameters: ['StreamName', 'StreamARN', 'Data', 'PartitionKey', 'ExplicitHashKey'],
  },
  { service: 'kinesis', target: 'Kinesis_20131202.PutRecords', parameters: ['StreamName', 'Records'] },
  {
    service: 'kinesis',
    target: 'Kinesis_20131202.GetShardIterator',
    parameters: ['ShardId', 'ShardIteratorType', 'StartingSequenceNumber', 'Timestamp'],
  },
  { service: 'kinesis', target: 'Kinesis_20131202.GetRecords', parameters: ['ShardIterator', 'Limit'] },
  {
    service: 'kinesis',
    target: 'Kinesis_20131202.ListShards',
    parameters: ['NextToken', 'ShardFilter', 'MaxResults'],
  },
  { service: 'kinesis', target: 'Kinesis_20131202.ListStreams', parameters: ['NextToken', 'Limit'] },
  {
    service: 'kinesis',
    target: 'Kinesis_20131202.SplitShard',
    parameters: ['ShardToSplit', 'NewStartingHashKey'],
  },
  { service: 'kinesis', target: 'Kinesis_20131202.AddTagsToStream', parameters: ['Tags'] },
  { service: 'kinesis', target: 'Kinesis_20131202.NoSuchAction', parameters: ['StreamName'] },
];

test('calls of SQS, EventBridge and Kinesis with parameters of any wrong type never end in a server error', async (t) => {
  const cloud = await startTemplate(t, {
    Resources: { Queue: queueResource(), Stream: streamResource() },
    Outputs: { Queue: { Value: { Ref: 'Queue' } } },
  });
  const call = (service: Service, target: string, body: string) =>
    fetch(cloud.endpoints[service], {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target },
      body,
    });
  const sound = {
    QueueUrl: cloud.outputs.Queue,
    StreamName: 'Test-Stream',
    ShardId: 'shardId-000000000000',
    ShardToSplit: 'shardId-000000000000',
    ShardIteratorType: 'AT_SEQUENCE_NUMBER',
    Data: 'eA==',
    PartitionKey: 'key',
  };
  for (const { service, target, parameters } of actions) {
    for (const body of ['', '{', '[]', 'null', '"text"', '5']) {
      const { status } = await call(service, target, body);
      assert.ok(status < 500, `${target} ${body}: ${status}`);
    }
    for (const parameter of parameters)
      await Promise.all(
        wrong
          .flatMap((value) => [value, [value], { Id: 'a', Detail: value, Source: value }])
          .map(async (given) => {
            const input = { ...sound, [parameter]: given };
            const { status } = await call(service, target, JSON.stringify(input));
            const what = `${target} with ${parameter} ${JSON.stringify(given).slice(0, 100)}`;
            assert.ok(status < 500, `${what}: ${status}`);
          }),
      );
  }
  const { status } = await call(
    'sqs',
    'AmazonSQS.SendMessage',
    JSON.stringify({ QueueUrl: cloud.outputs.Queue, MessageBody: 'well' }),
  );
  assert.equal(status, 200);
});
