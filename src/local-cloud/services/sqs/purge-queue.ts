import { SqsError } from '../../http/fauxqs-internals.ts';
import type { SqsAction } from './action.ts';
import { queueOfRequest } from './queue-of-request.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
export const purgeQueue: SqsAction = (input, { store }) => {
  const queue = queueOfRequest(input, store);
  if (!store.mayPurge(queue))
    throw new SqsError(
      'PurgeQueueInProgress',
      `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
      403,
    );
  queue.purge();
  return {};
};
