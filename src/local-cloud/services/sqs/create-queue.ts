import { SqsError } from '../../http/fauxqs-internals.ts';
import type { SqsAction } from './action.ts';
import { checkQueueAttributes } from './queue-attributes.ts';
import type { QueueStore } from './queue-store.ts';
import { checkTags } from './queue-tags.ts';
import { invalidParameter, missingParameter } from './refusals.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
export const createQueue: SqsAction = (input, { store }) => {
  const { QueueName: name, Attributes = {}, tags = {} } = input;
  if (typeof name !== 'string') throw missingParameter('QueueName');
  const attributes = Attributes as Record<string, string>;
  checkQueueName(name, attributes.FifoQueue === 'true');
  checkQueueAttributes(attributes, { isFifo: attributes.FifoQueue === 'true' });
  checkTags(tags as Record<string, string>);
  const existing = store.getQueue(name);
  if (existing) {
    const other = Object.keys(attributes).find((key) => existing.attributes[key] !== attributes[key]);
    if (other === undefined) return { QueueUrl: existing.url };
    throw new SqsError(
      'QueueNameExists',
      `A queue already exists with the same name and a different value for attribute ${other}`,
    );
  }
  return { QueueUrl: create(name, attributes, tags as Record<string, string>, store) };
};

/** The new queue's URL. Throws an SqsError when a queue of this name was deleted a moment ago. */
function create(
  name: string,
  attributes: Record<string, string>,
  tags: Record<string, string>,
  store: QueueStore,
): string {
  if (store.wasDeletedRecently(name))
    throw new SqsError(
      'QueueDeletedRecently',
      'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
    );
  return store.createQueue(name, store.buildQueueUrl(name), store.arnOf(name), attributes, tags).url;
}

/**
 * Throws an SqsError when it is not the name of a queue.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html
 */
export function checkQueueName(name: string, isFifo: boolean): void {
  if (isFifo && !/^[\w-]{1,75}\.fifo$/.test(name))
    throw invalidParameter(
      'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
    );
  if (!isFifo && !/^[\w-]{1,80}$/.test(name))
    throw invalidParameter(
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    );
}
