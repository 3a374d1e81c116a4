import { SqsError } from '../../http/fauxqs-internals.ts';
import type { SqsAction } from './action.ts';
import { queueOfRequest } from './queue-of-request.ts';

const readOnly = [
  'QueueArn',
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
];

/** Settable ones, in AWS's order. */
const settable = [
  'VisibilityTimeout',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'DelaySeconds',
  'ReceiveMessageWaitTimeSeconds',
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'FifoQueue',
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'SqsManagedSseEnabled',
];

const names = [...readOnly, ...settable];

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export const getQueueAttributes: SqsAction = (input, { store }) => {
  const queue = queueOfRequest(input, store);
  const asked = (input.AttributeNames ?? []) as string[];
  const unknown = asked.find((name) => name !== 'All' && !names.includes(name));
  if (unknown !== undefined) throw new SqsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  queue.processTimers();
  const attributes = queue.getAllAttributes(asked.includes('All') ? names : asked);
  return Object.keys(attributes).length > 0 ? { Attributes: attributes } : {};
};
