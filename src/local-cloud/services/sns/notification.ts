import type { SNSEvent } from 'aws-lambda';
import { account } from '../../kernel/account.ts';
import type { MessageAttribute } from '../../kernel/contracts/event-target.ts';

/** A message that a topic took. */
export interface Notification {
  messageId: string;
  topicArn: string;
  subject: string | undefined;
  body: string;
  attributes: Record<string, MessageAttribute>;
  /** For fair queues. */
  groupId: string | undefined;
  /** ISO 8601. */
  timestamp: string;
}

/** Nothing here can be verified: there is no certificate behind it. */
const signature = { SignatureVersion: '1', Signature: 'EXAMPLE' };
const certificateUrl = () =>
  `https://sns.${account.region}.${account.urlSuffix}/SimpleNotificationService-local.pem`;
const unsubscribeUrl = (subscriptionArn: string) =>
  `https://sns.${account.region}.${account.urlSuffix}/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`;

/**
 * What a queue gets unless its subscription is raw.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html
 */
export function envelopeOf(notification: Notification, subscriptionArn: string): object {
  const { messageId, topicArn, subject, body, timestamp } = notification;
  const attributes = plainAttributes(notification);
  return {
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: topicArn,
    ...(subject !== undefined && { Subject: subject }),
    Message: body,
    Timestamp: timestamp,
    ...signature,
    SigningCertURL: certificateUrl(),
    UnsubscribeURL: unsubscribeUrl(subscriptionArn),
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: attributes }),
  };
}

/** What a function gets: https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
export function snsEventOf(notification: Notification, subscriptionArn: string): SNSEvent {
  const { messageId, topicArn, subject, body, timestamp } = notification;
  return {
    Records: [
      {
        EventVersion: '1.0',
        EventSubscriptionArn: subscriptionArn,
        EventSource: 'aws:sns',
        Sns: {
          ...signature,
          Timestamp: timestamp,
          SigningCertUrl: certificateUrl(),
          MessageId: messageId,
          Message: body,
          MessageAttributes: plainAttributes(notification),
          Type: 'Notification',
          UnsubscribeUrl: unsubscribeUrl(subscriptionArn),
          TopicArn: topicArn,
          // Without a subject AWS sends null, which the type does not know.
          Subject: subject ?? (null as unknown as string),
        },
      },
    ],
  };
}

function plainAttributes({ attributes }: Notification): Record<string, { Type: string; Value: string }> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { Type: DataType, Value: StringValue ?? BinaryValue ?? '' },
    ]),
  );
}
