import { escapeXml, type FauxqsError, SnsError, snsSuccessResponse } from '../../http/fauxqs-internals.ts';
import type { ActionCaller } from '../../kernel/contracts/service-api.ts';
import { checkMessageAttributes } from './message-attributes.ts';
import { sizeOfMessage } from './message-size.ts';
import { membersOf, messageAttributesOf, nestQueryParameters } from './query-parameters.ts';
import type { Sns } from './sns.ts';

/** An action of SNS's Query protocol: gives the XML of the answer, rejects with an SnsError. */
export type SnsAction = (parameters: Record<string, string>, publisher: ActionCaller) => Promise<string>;

interface Entry {
  Id?: string;
  Message?: string;
  Subject?: string;
  MessageStructure?: string;
  MessageAttributes?: unknown;
  MessageGroupId?: string;
  MessageDeduplicationId?: string;
}

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export const publish =
  (sns: Sns): SnsAction =>
  async (parameters, publisher) => {
    const messageId = await publishOne(sns, nestQueryParameters(parameters), publisher);
    return snsSuccessResponse('Publish', `<MessageId>${messageId}</MessageId>`);
  };

/** Publish, with its input as an object; gives the message's id. Rejects with an SnsError. */
export async function publishOne(sns: Sns, given: object, publisher: ActionCaller): Promise<string> {
  const input = given as Entry & { TopicArn?: string; TargetArn?: string };
  if ('PhoneNumber' in input)
    throw new SnsError(
      'InvalidParameter',
      'Invalid parameter: PhoneNumber Reason: the local cloud sends no text messages',
    );
  if (input.TopicArn && input.TargetArn)
    throw new SnsError(
      'InvalidParameter',
      'Invalid parameter: Both TopicArn and TargetArn were specified. Only one of them may be.',
    );
  const topicArn = input.TopicArn ?? input.TargetArn;
  if (!topicArn) {
    throw new SnsError(
      'InvalidParameter',
      'Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter',
    );
  }
  await sns.checkTopic(topicArn);
  return sns.publish(topicArn, messageOf(input, sns.maxMessageBytes(topicArn)), publisher);
}

/** PublishBatch, with its input as an object; gives the answer as the API has it. Rejects with an SnsError. */
export async function publishMany(sns: Sns, given: object, publisher: ActionCaller) {
  const input = given as { TopicArn?: string; PublishBatchRequestEntries?: unknown };
  const { TopicArn: topicArn = '' } = input;
  const entries: Entry[] = membersOf<Entry>(input.PublishBatchRequestEntries);
  await sns.checkTopic(topicArn);
  checkBatch(entries);
  const bytes = entries.reduce(
    (sum, each) =>
      sum + sizeOfMessage(String(each.Message ?? ''), messageAttributesOf(each.MessageAttributes)),
    0,
  );
  const maxBytes = sns.maxMessageBytes(topicArn);
  // "The total aggregate size of all messages" is limited as that of one is.
  if (bytes > maxBytes)
    throw new SnsError(
      'BatchRequestTooLong',
      'The length of all the batch messages put together is more than the limit.',
    );
  const Successful: { Id: string; MessageId: string }[] = [];
  const Failed: { Id: string; Code: string; Message: string; SenderFault: boolean }[] = [];
  for (const entry of entries) {
    const Id = entry.Id ?? '';
    try {
      Successful.push({ Id, MessageId: sns.publish(topicArn, messageOf(entry, maxBytes), publisher) });
    } catch (error) {
      if (!(error instanceof SnsError)) throw error;
      const { code, message } = error as FauxqsError;
      Failed.push({ Id, Code: code, Message: message, SenderFault: true });
    }
  }
  return { Successful, Failed };
}

/** https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html */
export const publishBatch =
  (sns: Sns): SnsAction =>
  async (parameters, publisher) => {
    const answer = await publishMany(sns, nestQueryParameters(parameters), publisher);
    const xmlOf = (entries: object[]) =>
      entries
        .map(
          (entry) =>
            `<member>${Object.entries(entry)
              .map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`)
              .join('')}</member>`,
        )
        .join('');
    return snsSuccessResponse(
      'PublishBatch',
      `<Successful>${xmlOf(answer.Successful)}</Successful><Failed>${xmlOf(answer.Failed)}</Failed>`,
    );
  };

function checkBatch(entries: Entry[]): void {
  if (entries.length === 0)
    throw new SnsError('EmptyBatchRequest', "The batch request doesn't contain any entries.");
  if (entries.length > 10) {
    throw new SnsError(
      'TooManyEntriesInBatchRequest',
      'The batch request contains more entries than permissible.',
    );
  }
  const ids = entries.map((each) => each.Id ?? '');
  if (ids.some((id) => !/^[\w-]{1,80}$/.test(id)))
    throw new SnsError(
      'InvalidBatchEntryId',
      "The Id of a batch entry in a batch request doesn't abide by the specification.",
    );
  if (new Set(ids).size < ids.length)
    throw new SnsError(
      'BatchEntryIdsNotDistinct',
      'Two or more batch entries in the request have the same Id.',
    );
}

function messageOf(entry: Entry, maxBytes: number): Parameters<Sns['publish']>[1] {
  const { Message: body, Subject: subject, MessageGroupId: groupId } = entry;
  if (typeof body !== 'string' || body === '')
    throw new SnsError('InvalidParameter', 'Invalid parameter: Empty message');
  if (subject !== undefined) checkSubject(subject);
  const attributes = messageAttributesOf(entry.MessageAttributes);
  checkMessageAttributes(attributes);
  if (groupId !== undefined && !/^[!-~]{1,128}$/.test(groupId))
    throw new SnsError(
      'InvalidParameter',
      'Invalid parameter: MessageGroupId Reason: The MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length',
    );
  // There are only standard topics here.
  if (entry.MessageDeduplicationId !== undefined)
    throw new SnsError(
      'InvalidParameter',
      'Invalid parameter: MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type',
    );
  if (sizeOfMessage(body, attributes) > maxBytes)
    throw new SnsError('InvalidParameter', 'Invalid parameter: Message too long');
  return { subject, attributes, groupId, ...bodiesOf(body, entry.MessageStructure) };
}

/** "Subjects must be UTF-8 text with no line breaks or control characters, and less than 100 characters long." */
function checkSubject(subject: string): void {
  if (!/^[^\p{Cc}\p{Zl}\p{Zp}]{1,99}$/u.test(subject))
    throw new SnsError('InvalidParameter', 'Invalid parameter: Subject');
}

/** `MessageStructure: json`: the message is an object with a text per protocol, and one for all others. */
function bodiesOf(
  body: string,
  structure: string | undefined,
): { body: string; bodies?: Record<string, string> } {
  if (structure !== undefined && structure !== 'json')
    throw new SnsError(
      'InvalidParameter',
      'Invalid parameter: Message Structure - The only supported value is json',
    );
  if (structure === undefined) return { body };
  let given: Record<string, unknown>;
  try {
    given = JSON.parse(body);
  } catch {
    throw new SnsError(
      'InvalidParameter',
      'Invalid parameter: Message Structure - JSON message body failed to parse',
    );
  }
  if (typeof given?.default !== 'string')
    throw new SnsError(
      'InvalidParameter',
      'Invalid parameter: Message Structure - No default entry in JSON message body',
    );
  // "Non-string values will cause the key to be ignored."
  const texts = Object.entries(given).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { body: given.default, bodies: Object.fromEntries(texts) };
}
