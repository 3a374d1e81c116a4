import type { SQSEvent } from 'aws-lambda';
import { account } from '../account.ts';
import type { Queue, ReceivedMessage } from '../emulators/sqs-sns.ts';

/** The event that a function gets for a batch: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export function sqsEventOf(queue: Pick<Queue, 'arn'>, batch: ReceivedMessage[]): SQSEvent {
  return {
    Records: batch.map((message) => ({
      messageId: message.messageId,
      receiptHandle: message.receiptHandle,
      body: message.body,
      attributes: message.attributes as unknown as SQSEvent['Records'][number]['attributes'],
      messageAttributes: Object.fromEntries(
        Object.entries(message.messageAttributes).map(([name, value]) => [
          name,
          {
            ...(value.StringValue !== undefined && { stringValue: value.StringValue }),
            ...(value.BinaryValue !== undefined && { binaryValue: value.BinaryValue }),
            stringListValues: [],
            binaryListValues: [],
            dataType: value.DataType,
          },
        ]),
      ),
      md5OfBody: message.md5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: queue.arn,
      awsRegion: account.region,
    })),
  };
}
