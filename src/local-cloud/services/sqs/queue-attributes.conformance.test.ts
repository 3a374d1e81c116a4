import assert from 'node:assert/strict';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ListQueueTagsCommand,
  type QueueAttributeName,
  SetQueueAttributesCommand,
  TagQueueCommand,
  UntagQueueCommand,
} from '@aws-sdk/client-sqs';
import { arnOf } from '../../kernel/account.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { plan, refusalOf, stackOf } from '../../testing/planned.ts';
import { startQueues } from '../../testing/queues.ts';
import { queueResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('SQS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide';
const api = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';

const wrongValues: Record<string, string>[] = [
  { DelaySeconds: '901' },
  { DelaySeconds: 'soon' },
  { MaximumMessageSize: '1023' },
  { MaximumMessageSize: '1048577' },
  { MessageRetentionPeriod: '59' },
  { MessageRetentionPeriod: '1209601' },
  { ReceiveMessageWaitTimeSeconds: '21' },
  { VisibilityTimeout: '43201' },
  { VisibilityTimeout: '-1' },
  { KmsDataKeyReusePeriodSeconds: '59' },
  { SqsManagedSseEnabled: 'perhaps' },
  { Policy: 'no JSON' },
  { RedrivePolicy: '{"maxReceiveCount":3}' },
  {
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arnOf('sqs', 'Test-Dlq'), maxReceiveCount: 1_001 }),
  },
  { RedriveAllowPolicy: '{"redrivePermission":"some"}' },
  { RedriveAllowPolicy: '{"redrivePermission":"byQueue"}' },
  {
    RedriveAllowPolicy: JSON.stringify({
      redrivePermission: 'byQueue',
      sourceQueueArns: Array.from({ length: 11 }, (_, index) => arnOf('sqs', `q${index}`)),
    }),
  },
];

behaviour(
  'attributes out of range or without meaning are refused, when a queue is made and later',
  { source: `${api}/API_SetQueueAttributes.html` },
  async (t) => {
    const { sqs, url } = await startQueues(t);
    for (const Attributes of wrongValues) {
      const refused = { name: 'InvalidAttributeValue' };
      const what = JSON.stringify(Attributes);
      await assert.rejects(sqs.send(new CreateQueueCommand({ QueueName: 'q', Attributes })), refused, what);
      await assert.rejects(
        sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes })),
        refused,
        what,
      );
    }
    const unknown: Record<string, string>[] = [
      { Foobar: '1' },
      { QueueArn: 'arn' },
      // Only FIFO queues have these.
      { ContentBasedDeduplication: 'true' },
      { DeduplicationScope: 'queue' },
      { FifoThroughputLimit: 'perQueue' },
    ];
    for (const Attributes of unknown)
      for (const command of [
        new CreateQueueCommand({ QueueName: 'q', Attributes }),
        new SetQueueAttributesCommand({ QueueUrl: url, Attributes }),
      ])
        await assert.rejects(sqs.send(command as SetQueueAttributesCommand), {
          name: 'InvalidAttributeName',
        });
  },
);

behaviour(
  'a queue’s name has up to 80 letters, digits, hyphens and underscores, and a FIFO queue’s ends with .fifo',
  { source: `${guide}/sqs-queue-message-identifiers.html` },
  async (t) => {
    const { sqs } = await startQueues(t);
    const create = (QueueName: string, Attributes: Record<string, string> = {}) =>
      sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
    for (const name of ['', 'a b', 'a.b', 'n'.repeat(81), 'x.fifo'])
      await assert.rejects(create(name), { name: 'InvalidParameterValue' }, name);
    for (const name of ['x', '.fifo', `${'n'.repeat(76)}.fifo`])
      await assert.rejects(create(name, { FifoQueue: 'true' }), { name: 'InvalidParameterValue' }, name);
    await create('n'.repeat(80));
    await create(`${'n'.repeat(75)}.fifo`, { FifoQueue: 'true' });
  },
);

behaviour(
  'a queue can be made again with the same attributes, and not with others',
  { source: `${api}/API_CreateQueue.html` },
  async (t) => {
    const { sqs } = await startQueues(t);
    const create = (DelaySeconds: string) =>
      sqs.send(new CreateQueueCommand({ QueueName: 'again', Attributes: { DelaySeconds } }));
    assert.equal((await create('1')).QueueUrl, (await create('1')).QueueUrl);
    await assert.rejects(create('2'), { name: 'QueueNameExists' });
  },
);

behaviour(
  'a queue’s name is free again 60 seconds after the queue was deleted',
  { source: `${api}/API_DeleteQueue.html` },
  async (t) => {
    const { sqs } = await startQueues(t);
    const create = () => sqs.send(new CreateQueueCommand({ QueueName: 'again' }));
    const { QueueUrl } = await create();
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    await assert.rejects(create(), { name: 'QueueDeletedRecently' });
    const quick = await startQueues(t, {}, { settings: { timeScale: 1e-6 } });
    const made = await quick.sqs.send(new CreateQueueCommand({ QueueName: 'again' }));
    await quick.sqs.send(new DeleteQueueCommand(made as { QueueUrl: string }));
    await quick.sqs.send(new CreateQueueCommand({ QueueName: 'again' }));
  },
);

behaviour(
  'a queue tells the attributes that are asked for, and none unasked',
  { source: `${api}/API_GetQueueAttributes.html` },
  async (t) => {
    const { sqs, url } = await startQueues(t, { VisibilityTimeout: 7 });
    const ask = async (...AttributeNames: string[]) =>
      (
        await sqs.send(
          new GetQueueAttributesCommand({
            QueueUrl: url,
            AttributeNames: AttributeNames as QueueAttributeName[],
          }),
        )
      ).Attributes;
    assert.deepEqual(await ask('VisibilityTimeout', 'RedrivePolicy'), { VisibilityTimeout: '7' });
    assert.equal(await ask(), undefined);
    assert.equal((await ask('All'))?.MaximumMessageSize, '1048576');
    await assert.rejects(ask('Foobar'), { name: 'InvalidAttributeName' });
  },
);

behaviour(
  'deduplication per message group keeps the same text of two groups',
  { source: `${guide}/high-throughput-fifo.html` },
  async (t) => {
    const { send, receive } = await startQueues(t, {
      FifoQueue: true,
      ContentBasedDeduplication: true,
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
    });
    for (const MessageGroupId of ['a', 'b', 'a']) await send('same', { MessageGroupId });
    assert.deepEqual(
      (await receive()).map((each) => each.Attributes?.MessageGroupId),
      ['a', 'b'],
    );
  },
);

behaviour(
  'a throughput per message group needs deduplication per message group',
  { source: `${api}/API_CreateQueue.html` },
  async (t) => {
    const { sqs } = await startQueues(t);
    const Attributes = { FifoQueue: 'true', FifoThroughputLimit: 'perMessageGroupId' };
    await assert.rejects(sqs.send(new CreateQueueCommand({ QueueName: 'q.fifo', Attributes })), {
      name: 'InvalidAttributeValue',
    });
  },
);

behaviour(
  'a queue of a template is refused for what CreateQueue would refuse',
  {
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html',
  },
  () => {
    const refused: { properties: Record<string, unknown>; message: RegExp }[] = [
      { properties: { QueueName: 'orders', FifoQueue: true }, message: /must end with \.fifo suffix/ },
      { properties: { QueueName: 'orders.fifo' }, message: /Can only include alphanumeric/ },
      {
        properties: { ContentBasedDeduplication: true },
        message: /Unknown Attribute ContentBasedDeduplication/,
      },
      {
        properties: { FifoQueue: true, FifoThroughputLimit: 'perMessageGroupId' },
        message: /Invalid value for the parameter FifoThroughputLimit/,
      },
      {
        properties: { RedriveAllowPolicy: { redrivePermission: 'byQueue' } },
        message: /Invalid value for the parameter RedriveAllowPolicy/,
      },
    ];
    for (const { properties, message } of refused)
      assert.match(refusalOf(stackOf({ Resources: { Queue: queueResource(properties) } })).message, message);
    plan(stackOf({ Resources: { Queue: queueResource({ FifoQueue: false, QueueName: 'orders' }) } }));
  },
);

behaviour('a queue has tags', { source: `${guide}/sqs-queue-tags.html` }, async (t) => {
  const { sqs, url: QueueUrl } = await startQueues(t);
  const tags = async () => (await sqs.send(new ListQueueTagsCommand({ QueueUrl }))).Tags;
  assert.equal(await tags(), undefined);
  await sqs.send(new TagQueueCommand({ QueueUrl, Tags: { team: 'shop', stage: 'test' } }));
  await sqs.send(new UntagQueueCommand({ QueueUrl, TagKeys: ['stage'] }));
  assert.deepEqual(await tags(), { team: 'shop' });
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`t${index}`, 'x']));
  for (const Tags of [{ 'aws:x': 'y' }, { ['k'.repeat(129)]: 'y' }, { k: 'v'.repeat(257) }, many])
    await assert.rejects(sqs.send(new TagQueueCommand({ QueueUrl, Tags })), {
      name: 'InvalidParameterValue',
    });
});
