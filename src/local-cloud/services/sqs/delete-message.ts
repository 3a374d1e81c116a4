import { deleteMessageBatch as fauxqsDeleteMessageBatch, SqsError } from '../../http/fauxqs-internals.ts';
import type { SqsAction } from './action.ts';

/**
 * DeleteMessage. Old receipt handles are answered with success and delete nothing; only a FIFO queue says that the
 * handle's visibility timeout is over.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html
 */
export const deleteMessage: SqsAction = (input, { store }) => {
  const queue = store.getQueue(String(input.QueueUrl));
  if (!queue) throw new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
  const { ReceiptHandle: receiptHandle } = input;
  if (typeof receiptHandle !== 'string')
    throw new SqsError('MissingParameter', 'The request must contain the parameter ReceiptHandle.');
  if (!queue.deleteMessage(receiptHandle) && queue.isFifo()) {
    throw new SqsError('InvalidParameterValue', expired(receiptHandle));
  }
  return {};
};

/**
 * DeleteMessageBatch, which says of each entry what DeleteMessage would. fauxqs answers every one with success.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html
 */
export const deleteMessageBatch: SqsAction = (input, { store }) => {
  const queue = store.getQueue(String(input.QueueUrl));
  const refused = new Set<string>();
  const watched = queue && {
    deleteMessage(receiptHandle: string): boolean {
      const deleted = queue.deleteMessage(receiptHandle);
      if (!deleted && queue.isFifo()) refused.add(receiptHandle);
      return deleted;
    },
  };
  const { Successful } = fauxqsDeleteMessageBatch(input, { getQueue: () => watched });
  const entries = input.Entries as { Id: string; ReceiptHandle: string }[];
  const failed = entries.filter(({ ReceiptHandle }) => refused.has(ReceiptHandle));
  return {
    Successful: Successful.filter(({ Id }) => !failed.some((each) => each.Id === Id)),
    Failed: failed.map(({ Id, ReceiptHandle }) => ({
      Id,
      Code: 'InvalidParameterValue',
      Message: expired(ReceiptHandle),
      SenderFault: true,
    })),
  };
};

const expired = (receiptHandle: string): string =>
  `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`;
