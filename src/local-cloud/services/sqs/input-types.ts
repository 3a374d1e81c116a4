import * as v from 'valibot';
import { SqsError } from '../../http/fauxqs-internals.ts';
import { withoutNulls } from '../../http/without-nulls.ts';

const text = v.optional(v.string());
const integer = v.optional(v.pipe(v.number(), v.integer()));
const texts = v.optional(v.array(v.string()));

const messageAttributes = v.optional(
  v.record(
    v.string(),
    v.looseObject({
      DataType: v.string(),
      StringValue: v.optional(v.string()),
      BinaryValue: v.optional(v.string()),
    }),
  ),
);

const record = v.optional(v.record(v.string(), v.string()));

const message = {
  MessageBody: text,
  DelaySeconds: integer,
  MessageAttributes: messageAttributes,
  MessageSystemAttributes: messageAttributes,
  MessageGroupId: text,
  MessageDeduplicationId: text,
  ReceiptHandle: text,
  VisibilityTimeout: integer,
};

/** The types of what SQS's actions take; fauxqs trusts its callers in this. */
const input = v.looseObject({
  ...message,
  QueueUrl: text,
  QueueName: text,
  QueueNamePrefix: text,
  QueueOwnerAWSAccountId: text,
  NextToken: text,
  SourceArn: text,
  DestinationArn: text,
  TaskHandle: text,
  MaxNumberOfMessages: integer,
  WaitTimeSeconds: integer,
  MaxNumberOfMessagesPerSecond: integer,
  MaxResults: integer,
  AttributeNames: texts,
  MessageAttributeNames: texts,
  MessageSystemAttributeNames: texts,
  ReceiveRequestAttemptId: text,
  TagKeys: texts,
  Attributes: record,
  Tags: record,
  tags: record,
  Entries: v.optional(v.array(v.looseObject({ ...message, Id: v.string() }))),
});

/** The input of an action of SQS's JSON protocol. Throws an SqsError when something in it has the wrong type. */
export function parseInput(body: unknown): Record<string, unknown> {
  const parsed = v.safeParse(input, withoutNulls(body ?? {}));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new SqsError(
    'SerializationException',
    `${v.getDotPath(issue) ?? 'The request'} is ${issue.received}, and not ${issue.expected}.`,
  );
}
