import { SqsError } from '../../http/fauxqs-internals.ts';
import type { SqsAction } from './action.ts';
import { eachOf, entriesOf } from './batch.ts';
import type { LocalQueue } from './local-queue.ts';
import { queueOfRequest } from './queue-of-request.ts';
import { receiptHandleOf } from './receipt-handle.ts';
import { invalidValue, missingParameter } from './refusals.ts';

/** "an overall limit of 12 hours from when the message was first received" */
const longestSeconds = 43_200;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
export const changeMessageVisibility: SqsAction = (input, { store }) =>
  change(input, queueOfRequest(input, store));

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html */
export const changeMessageVisibilityBatch: SqsAction = (input, { store }) => {
  const queue = queueOfRequest(input, store);
  return eachOf(entriesOf(input, 'ChangeMessageVisibilityBatch'), (entry) => change(entry, queue));
};

function change(input: Record<string, unknown>, queue: LocalQueue): object {
  if (input.VisibilityTimeout === undefined) throw missingParameter('VisibilityTimeout');
  const seconds = Number(input.VisibilityTimeout);
  if (!(seconds >= 0 && seconds <= longestSeconds))
    throw invalidValue(seconds, 'VisibilityTimeout', `Must be between 0 and ${longestSeconds}, if provided.`);
  const handle = receiptHandleOf(input);
  queue.processTimers();
  const inFlight = queue.inflightMessages.get(handle);
  if (!inFlight) {
    if (queue.isVisibleAgain(handle))
      throw new SqsError('MessageNotInflight', 'The message referred to is not in flight.');
    throw invalidValue(
      handle,
      'ReceiptHandle',
      'Message does not exist or is not available for visibility timeout change.',
    );
  }
  const elapsedSeconds = queue.secondsInFlight(inFlight);
  // A timeout of the whole 12 hours set right after the receive is taken.
  if (Math.floor(elapsedSeconds) + seconds > longestSeconds)
    throw invalidValue(
      seconds,
      'VisibilityTimeout',
      `Total VisibilityTimeout for the message is beyond the limit [${longestSeconds} seconds]`,
    );
  queue.changeVisibility(handle, seconds);
  return {};
}
