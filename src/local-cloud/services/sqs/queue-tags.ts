import type { SqsAction } from './action.ts';
import { queueOfRequest } from './queue-of-request.ts';
import { invalidParameter, missingParameter } from './refusals.ts';

/** "Adding more than 50 tags to a queue isn't recommended"; so many are the limit of the quotas page. */
const maxTags = 50;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_TagQueue.html */
export const tagQueue: SqsAction = (input, { store }) => {
  const queue = queueOfRequest(input, store);
  if (!input.Tags) throw missingParameter('Tags');
  const tags = input.Tags as Record<string, string>;
  checkTags({ ...Object.fromEntries(queue.tags), ...tags });
  for (const [key, value] of Object.entries(tags)) queue.tags.set(key, value);
  return {};
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_UntagQueue.html */
export const untagQueue: SqsAction = (input, { store }) => {
  const queue = queueOfRequest(input, store);
  if (!input.TagKeys) throw missingParameter('TagKeys');
  for (const key of input.TagKeys as string[]) queue.tags.delete(key);
  return {};
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueueTags.html */
export const listQueueTags: SqsAction = (input, { store }) => {
  const { tags } = queueOfRequest(input, store);
  return tags.size > 0 ? { Tags: Object.fromEntries(tags) } : {};
};

/**
 * Throws an SqsError when a queue cannot have these tags.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-tags.html
 */
export function checkTags(tags: Record<string, string>): void {
  const entries = Object.entries(tags);
  if (entries.length > maxTags) throw invalidParameter(`Too many tags added for queue: at most ${maxTags}.`);
  for (const [key, value] of entries) {
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key) || /^aws:/i.test(key))
      throw invalidParameter(`The tag key ${JSON.stringify(key)} is not valid.`);
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(value))
      throw invalidParameter(`The value of the tag ${key} is not valid.`);
  }
}
