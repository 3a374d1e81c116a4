import * as v from 'valibot';
import { account, arnOf } from '../../../kernel/account.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import { boolean, integerBetween, workable } from '../../../kernel/property-schemas.ts';
import { checkQueueName } from '../create-queue.ts';
import { checkQueueAttributes } from '../queue-attributes.ts';
import type { Sqs } from '../sqs.ts';

const properties = v.strictObject({
  QueueName: v.optional(v.string()),
  VisibilityTimeout: v.optional(integerBetween(0, 43_200)),
  DelaySeconds: v.optional(integerBetween(0, 900)),
  MaximumMessageSize: v.optional(integerBetween(1_024, 1_048_576)),
  MessageRetentionPeriod: v.optional(integerBetween(60, 1_209_600)),
  ReceiveMessageWaitTimeSeconds: v.optional(integerBetween(0, 20)),
  RedrivePolicy: v.optional(
    v.strictObject({ deadLetterTargetArn: v.string(), maxReceiveCount: integerBetween(1, 1_000) }),
  ),
  RedriveAllowPolicy: v.optional(
    v.strictObject({
      redrivePermission: v.picklist(['allowAll', 'denyAll', 'byQueue']),
      sourceQueueArns: v.optional(v.pipe(v.array(v.string()), v.maxLength(10, 'must be at most 10'))),
    }),
  ),
  FifoQueue: v.optional(boolean),
  ContentBasedDeduplication: v.optional(boolean),
  DeduplicationScope: v.optional(v.picklist(['messageGroup', 'queue'])),
  FifoThroughputLimit: v.optional(v.picklist(['perQueue', 'perMessageGroupId'])),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sqs-queue.html */
export const sqsQueue = defineResource({
  type: 'AWS::SQS::Queue',
  properties: v.pipe(
    properties,
    workable((given) => checkTogether(given)),
  ),
  withoutEffect: {
    Tags: 'nothing here is billed or selected by tag',
    SqsManagedSseEnabled: 'messages stay in this process’s memory',
    KmsMasterKeyId: 'messages stay in this process’s memory',
    KmsDataKeyReusePeriodSeconds: 'messages stay in this process’s memory',
  },
  refersTo: ({ RedrivePolicy }) => ({
    'RedrivePolicy.deadLetterTargetArn': RedrivePolicy?.deadLetterTargetArn,
  }),
  faults: ['slow', 'fail', 'duplicate', 'throttle', 'deny', 'down'],
  identify({ logicalId, stackName, properties }) {
    const suffix = properties.FifoQueue ? '.fifo' : '';
    const name = properties.QueueName ?? physicalName(stackName, logicalId, 80 - suffix.length) + suffix;
    const url = `https://sqs.${account.region}.${account.urlSuffix}/${account.id}/${name}`;
    return { ref: url, attributes: { Arn: arnOf('sqs', name), QueueName: name, QueueUrl: url } };
  },
  create({ logicalId, properties, attributes }, sqs: Sqs) {
    const name = attributes.QueueName as string;
    sqs.createQueue({ logicalId, name, attributes: attributesOf(properties) });
    return undefined;
  },
  remove: ({ attributes }, sqs: Sqs) => sqs.deleteQueue(attributes.QueueName as string),
});

type Properties = v.InferOutput<typeof properties>;

/** What goes together is for CreateQueue to say. Throws an Error, without a full stop as those of a template have none. */
function checkTogether(given: Properties): void {
  const isFifo = given.FifoQueue === true;
  try {
    if (given.QueueName !== undefined) checkQueueName(given.QueueName, isFifo);
    checkQueueAttributes(attributesOf(given), { isFifo });
  } catch (error) {
    throw new Error((error as Error).message.replace(/\.$/, ''));
  }
}

/** As the API has them, whose standard queue does not say that it is no FIFO queue. */
function attributesOf({ QueueName: _, FifoQueue, ...settings }: Properties) {
  const attributes: Record<string, string> = FifoQueue ? { FifoQueue: 'true' } : {};
  for (const [name, value] of Object.entries(settings))
    if (value !== undefined)
      attributes[name] = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return attributes;
}
