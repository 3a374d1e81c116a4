import { SqsError } from '../../http/fauxqs-internals.ts';
import type { LocalQueue } from './local-queue.ts';
import type { QueueStore } from './queue-store.ts';
import { missingParameter } from './refusals.ts';

/** The queue that a request names by its URL. Throws an SqsError when there is none. */
export function queueOfRequest(input: Record<string, unknown>, store: QueueStore): LocalQueue {
  if (!input.QueueUrl) throw missingParameter('QueueUrl');
  const queue = store.getQueue(String(input.QueueUrl));
  if (queue) return queue;
  throw new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
}
