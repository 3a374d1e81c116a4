import type { SqsAction } from './action.ts';
import { eachOf, entriesOf } from './batch.ts';
import type { LocalQueue } from './local-queue.ts';
import { queueOfRequest } from './queue-of-request.ts';
import { receiptHandleOf } from './receipt-handle.ts';
import { invalidValue } from './refusals.ts';

/**
 * DeleteMessage. Old receipt handles are answered with success and delete nothing; only a FIFO queue says that the
 * handle's visibility timeout is over.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html
 */
export const deleteMessage: SqsAction = (input, { store }) => remove(input, queueOfRequest(input, store));

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html */
export const deleteMessageBatch: SqsAction = (input, { store }) => {
  const queue = queueOfRequest(input, store);
  return eachOf(entriesOf(input, 'DeleteMessageBatch'), (entry) => remove(entry, queue));
};

function remove(input: Record<string, unknown>, queue: LocalQueue): object {
  const handle = receiptHandleOf(input);
  if (!queue.deleteMessage(handle) && queue.isFifo())
    throw invalidValue(handle, 'ReceiptHandle', 'The receipt handle has expired.');
  return {};
}
