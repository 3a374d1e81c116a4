import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { account } from '../../../kernel/account.ts';
import type { QueueSource, ReceivedMessage } from '../../../kernel/contracts/event-source.ts';

/** Lambda's limit for the payload of a synchronous invocation: 6 MB. */
const maxPayloadBytes = 6 * 1024 * 1024;

/** What a function gets of a message: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export function sqsRecordOf(queue: Pick<QueueSource, 'arn'>, message: ReceivedMessage): SQSRecord {
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: message.attributes as unknown as SQSRecord['attributes'],
    messageAttributes: Object.fromEntries(
      Object.entries(message.messageAttributes).map(([name, value]) => [
        name,
        {
          ...(value.StringValue !== undefined && { stringValue: value.StringValue }),
          ...(value.BinaryValue !== undefined && { binaryValue: value.BinaryValue }),
          stringListValues: [],
          binaryListValues: [],
          dataType: value.DataType as SQSRecord['messageAttributes'][string]['dataType'],
        },
      ]),
    ),
    md5OfBody: message.md5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queue.arn,
    awsRegion: account.region,
  };
}

/** Bytes that a record takes of an event. */
export const sizeOf = (record: SQSRecord): number => Buffer.byteLength(JSON.stringify(record)) + 1;

/** Whether records of so many bytes fill an event. */
export const fillsEvent = (bytes: number): boolean => bytes >= maxPayloadBytes;

/**
 * The events for a batch: one, or several when its records are too much for one. "This additional metadata is counted
 * towards the total payload size and can cause the total number of records sent in a batch to be lower."
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export function sqsEventsOf(records: SQSRecord[]): SQSEvent[] {
  const events: SQSEvent[] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const record of records) {
    const size = sizeOf(record);
    if (bytes + size > maxPayloadBytes) {
      events.push({ Records: [] });
      bytes = '{"Records":[]}'.length;
    }
    bytes += size;
    events.at(-1)?.Records.push(record);
  }
  return events;
}
