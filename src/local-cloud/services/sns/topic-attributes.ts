import { type FauxqsTopic, SnsError } from '../../http/fauxqs-internals.ts';

/** Bytes that a message may have, attributes included, unless the topic's MaximumMessageSize says otherwise. */
const usualMessageBytes = 256 * 1024;

const [smallestLimit, largestLimit] = [1_024, 1_048_576];

/** "Topics with MaximumMessageSize above 256 KiB" have at most so many subscriptions, and only of these protocols. */
const mostLargeSubscriptions = 100;
const protocolsOfLarge = ['sqs', 'lambda'];

/** Taken without effect: nobody is kept out, nothing is signed, and deliveries are told in the stream of events. */
const inert =
  /^(DeliveryPolicy|DisplayName|KmsMasterKeyId|Policy|SignatureVersion|TracingConfig|(Application|Firehose|HTTP|Lambda|SQS)((Success|Failure)FeedbackRoleArn|SuccessFeedbackSampleRate))$/;

const onlyFifo = ['ArchivePolicy', 'ContentBasedDeduplication', 'FifoThroughputScope'];

const refusal = (reason: string) =>
  new SnsError('InvalidParameter', `Invalid parameter: Attributes Reason: ${reason}`);

/**
 * Throws an SnsError when a topic cannot have these attributes.
 * https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
 */
export function checkTopicAttributes(attributes: Readonly<Record<string, string>>): void {
  if ((attributes.FifoTopic ?? 'false') !== 'false')
    throw refusal(`FifoTopic ${attributes.FifoTopic} is not emulated: give false, or leave it out`);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'FifoTopic') continue;
    if (onlyFifo.includes(name)) throw refusal(`${name} can only be set for FIFO topics`);
    if (name === 'MaximumMessageSize') {
      const bytes = Number(value);
      if (!/^\d+$/.test(value) || bytes < smallestLimit || bytes > largestLimit)
        throw refusal(
          `MaximumMessageSize must be from ${smallestLimit} to ${largestLimit} bytes, and not ${value}`,
        );
    } else if (!inert.test(name)) throw refusal(`Unknown attribute ${name}`);
  }
}

/** How many bytes a message of the topic may have. */
export const maxMessageBytesOf = ({ attributes }: Pick<FauxqsTopic, 'attributes'>): number =>
  Number(attributes.MaximumMessageSize ?? usualMessageBytes);

/**
 * Throws an SnsError when a topic with these attributes cannot have these subscriptions.
 * https://docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html
 */
export function checkSubscriptionsOfLarge(
  topic: Pick<FauxqsTopic, 'attributes'>,
  subscriptions: readonly { protocol: string }[],
): void {
  if (maxMessageBytesOf(topic) <= usualMessageBytes) return;
  const other = subscriptions.find(({ protocol }) => !protocolsOfLarge.includes(protocol));
  if (other)
    throw refusal(
      `a topic with a MaximumMessageSize above 256 KiB has no subscriptions of ${other.protocol}`,
    );
  if (subscriptions.length > mostLargeSubscriptions)
    throw refusal(
      `a topic with a MaximumMessageSize above 256 KiB has at most ${mostLargeSubscriptions} subscriptions`,
    );
}
