import { SqsError } from '../fauxqs-internals.ts';
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
    throw new SqsError(
      'InvalidParameterValue',
      `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
    );
  }
  return {};
};
