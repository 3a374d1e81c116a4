import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { OrderPlaced } from './order-placed.ts';

const { QUEUE_URL, TOPIC_ARN, BUS_NAME, STREAM_NAME } = process.env;
const sqs = new SQSClient();
const sns = new SNSClient();
const eventBridge = new EventBridgeClient();
const kinesis = new KinesisClient();

/** How an event is told through each system. Throws when the system does not take it. */
export const systems = new Map<string, (event: OrderPlaced) => Promise<unknown>>([
  [
    'queue',
    (event) => sqs.send(new SendMessageCommand({ QueueUrl: QUEUE_URL, MessageBody: JSON.stringify(event) })),
  ],
  // #region topic
  [
    'topic',
    (event) =>
      sns.send(
        new PublishCommand({
          TopicArn: TOPIC_ARN,
          Message: JSON.stringify(event),
          MessageAttributes: { priority: { DataType: 'String', StringValue: event.priority } },
        }),
      ),
  ],
  // #endregion topic
  // #region bus
  [
    'bus',
    async (event) => {
      const { FailedEntryCount } = await eventBridge.send(
        new PutEventsCommand({
          Entries: [
            {
              EventBusName: BUS_NAME,
              Source: 'shop',
              DetailType: 'OrderPlaced',
              Detail: JSON.stringify(event),
            },
          ],
        }),
      );
      if (FailedEntryCount) throw new Error('The bus did not take the event.');
    },
  ],
  // #endregion bus
  [
    'log',
    (event) =>
      kinesis.send(
        new PutRecordCommand({
          StreamName: STREAM_NAME,
          PartitionKey: event.orderId,
          Data: Buffer.from(JSON.stringify(event)),
        }),
      ),
  ],
]);
