import { type FauxqsReceived, md5OfMessageAttributes, SqsError } from '../../http/fauxqs-internals.ts';
import type { SqsAction } from './action.ts';
import type { LocalQueue } from './local-queue.ts';
import { sizeOfMessage } from './message-size.ts';
import { queueOfRequest } from './queue-of-request.ts';
import { invalidValue } from './refusals.ts';
import { systemAttributeNames, systemAttributesOf } from './system-attributes.ts';

/**
 * ReceiveMessage. A long poll ends when there is a message or the time is over, not before, and one whose caller has
 * hung up takes nothing.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 */
export const receiveMessage: SqsAction = async (input, { store, signal }) => {
  const queue = queueOfRequest(input, store);
  const maxMessages = Number(input.MaxNumberOfMessages ?? 1);
  if (!(maxMessages >= 1 && maxMessages <= 10))
    throw invalidValue(maxMessages, 'MaxNumberOfMessages', 'Must be between 1 and 10, if provided.');
  const visibilitySeconds = Number(input.VisibilityTimeout ?? queue.visibilityTimeoutSeconds);
  if (!(visibilitySeconds >= 0 && visibilitySeconds <= 43_200))
    throw invalidValue(visibilitySeconds, 'VisibilityTimeout', 'Must be between 0 and 43200, if provided.');
  const waitSeconds = Number(input.WaitTimeSeconds ?? queue.attributes.ReceiveMessageWaitTimeSeconds);
  if (!(waitSeconds >= 0 && waitSeconds <= 20))
    throw invalidValue(waitSeconds, 'WaitTimeSeconds', 'Must be >= 0 and <= 20, if provided.');
  const asked = [input.AttributeNames ?? [], input.MessageSystemAttributeNames ?? []].flat() as string[];
  const unknown = asked.find((name) => !systemAttributeNames.has(name));
  if (unknown !== undefined) throw new SqsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  const attemptId = attemptIdOf(input.ReceiveRequestAttemptId, queue);
  // "For short polling, SQS returns OverLimit; for long polling, SQS returns no error messages." FIFO: never an error.
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
  if (waitSeconds === 0 && !queue.isFifo() && queue.overInFlightLimit)
    throw new SqsError('OverLimit', 'Too many messages in flight.', 403);
  queue.processTimers();
  const repeated = attemptId && queue.receiveAttempts.repeat(attemptId, queue, visibilitySeconds);
  const messages =
    repeated ||
    (await queue.receive(waitSeconds, signal, () => queue.dequeue(maxMessages, visibilitySeconds)));
  if (attemptId && !repeated) queue.receiveAttempts.remember(attemptId, messages, queue);
  queue.tellPolled(
    messages.map(({ Body, MessageAttributes = {} }) => sizeOfMessage(Body, MessageAttributes)),
  );
  const names = (input.MessageAttributeNames ?? []) as string[];
  const answered = messages.map((message) => answerOf(message, queue, names, asked));
  return answered.length > 0 ? { Messages: answered } : {};
};

function attemptIdOf(id: unknown, queue: LocalQueue): string | undefined {
  if (id === undefined || id === null) return undefined;
  const problem = !queue.isFifo()
    ? 'The request includes a parameter that is not valid for this queue type.'
    : !/^[!-~]{1,128}$/.test(String(id)) &&
      'ReceiveRequestAttemptId can only include alphanumeric and punctuation characters. 1 to 128 in length.';
  if (problem) throw invalidValue(id, 'ReceiveRequestAttemptId', problem);
  return String(id);
}

/** The message with what was asked for of it; the digest is of the attributes that are returned. */
function answerOf(
  message: FauxqsReceived,
  queue: LocalQueue,
  names: string[],
  asked: string[],
): FauxqsReceived {
  const { MessageAttributes = {}, MD5OfMessageAttributes: _, ...rest } = message;
  const answer: FauxqsReceived = rest;
  const attributes = Object.fromEntries(
    Object.entries(MessageAttributes).filter(([name]) => names.some((each) => selects(each, name))),
  );
  if (Object.keys(attributes).length > 0) {
    answer.MessageAttributes = attributes;
    answer.MD5OfMessageAttributes = md5OfMessageAttributes(attributes);
  }
  const queued = queue.inflightMessages.get(message.ReceiptHandle)?.message;
  const known = Object.entries(queued ? systemAttributesOf(queued) : {}).filter(
    ([name]) => asked.includes('All') || asked.includes(name),
  );
  if (known.length > 0) answer.Attributes = Object.fromEntries(known);
  return answer;
}

/** "you can use All or .* to return all of the attributes", or `bar.*` for those of a prefix. */
function selects(wanted: string, name: string): boolean {
  if (wanted === 'All' || wanted === '.*') return true;
  return wanted.endsWith('.*') ? name.startsWith(wanted.slice(0, -2)) : wanted === name;
}
