import {
  type FauxqsReceived,
  receiveMessage as fauxqsReceiveMessage,
  SqsError,
} from '../../http/fauxqs-internals.ts';
import type { SqsAction } from './action.ts';
import type { LocalQueue } from './local-queue.ts';

/**
 * fauxqs's ReceiveMessage without its waiting: a long poll ends when there is a message or the time is over, not before,
 * and one whose caller has hung up takes nothing.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 */
export const receiveMessage: SqsAction = async (input, { store, signal }) => {
  const take = async () =>
    (await fauxqsReceiveMessage({ ...input, WaitTimeSeconds: 0 }, store)).Messages ?? [];
  const queue = store.getQueue(String(input.QueueUrl));
  // It answers what is wrong with the request.
  if (!queue) return { Messages: await take() };
  const waitSeconds = Number(input.WaitTimeSeconds ?? queue.attributes.ReceiveMessageWaitTimeSeconds);
  if (!(waitSeconds >= 0 && waitSeconds <= 20)) {
    throw new SqsError(
      'InvalidParameterValue',
      `Value ${waitSeconds} for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.`,
    );
  }
  // "For short polling, SQS returns OverLimit; for long polling, SQS returns no error messages." FIFO: never an error.
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
  if (waitSeconds === 0 && !queue.isFifo() && queue.overInFlightLimit)
    throw new SqsError('OverLimit', 'Too many messages in flight.', 403);
  const messages = await queue.receive(waitSeconds, signal, take);
  for (const message of messages) finish(message, queue, input);
  return messages.length > 0 ? { Messages: messages } : {};
};

function finish(message: FauxqsReceived, queue: LocalQueue, input: Record<string, unknown>): void {
  // Message attributes are returned only when asked for.
  const names = input.MessageAttributeNames as string[] | undefined;
  if (!names?.length) {
    delete message.MessageAttributes;
    delete message.MD5OfMessageAttributes;
  }
  const asked = [input.AttributeNames, input.MessageSystemAttributeNames].flat();
  const source = queue.inflightMessages.get(message.ReceiptHandle)?.message.deadLetterSourceArn;
  if (source !== undefined && (asked.includes('All') || asked.includes('DeadLetterQueueSourceArn')))
    message.Attributes = { ...message.Attributes, DeadLetterQueueSourceArn: source };
}
