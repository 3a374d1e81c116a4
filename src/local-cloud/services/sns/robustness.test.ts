import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTopic, topicArn } from '../../testing/topic.ts';

const calls: Record<string, string>[] = [
  { Action: 'Publish', 'Message.x': '1' },
  { Action: 'Publish', Message: 'a', 'MessageAttributes.entry.1.Name': 'a' },
  { Action: 'Publish', Message: 'a', 'MessageAttributes.entry.1': 'a' },
  {
    Action: 'Publish',
    Message: 'a',
    'MessageAttributes.entry.1.Name': 'a',
    'MessageAttributes.entry.1.Value.DataType.x': 'String',
  },
  { Action: 'PublishBatch', 'PublishBatchRequestEntries.1.Id': 'a' },
  { Action: 'PublishBatch', 'PublishBatchRequestEntries.member.1': 'a' },
  {
    Action: 'PublishBatch',
    'PublishBatchRequestEntries.member.1.Id': 'a',
    'PublishBatchRequestEntries.member.1.Message.x': '1',
  },
  { Action: 'Subscribe', Protocol: 'sqs', Endpoint: 'arn:aws:sqs:x', 'Attributes.entry.1': 'x' },
  { Action: 'Publish', Message: 'a', '__proto__.polluted': 'yes' },
  { Action: 'NoSuchAction' },
];

test('calls of SNS that no SDK makes never end in a server error, and change nothing else', async (t) => {
  const { cloud } = await startTopic(t, {});
  for (const call of calls) {
    const body = new URLSearchParams({ TopicArn: topicArn, ...call });
    const { status } = await fetch(cloud.endpoints.sns as string, { method: 'POST', body });
    assert.ok(status < 500, `${body}: ${status}`);
  }
  assert.equal(({} as { polluted?: string }).polluted, undefined);
});
