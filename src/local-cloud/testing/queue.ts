import { type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Cloud } from '../cloud.ts';

/** Receives one message with everything that it has from the queue whose URL is the output `name`; waits for it. */
export async function receiveOne(cloud: Cloud, name: string): Promise<Message> {
  const client = new SQSClient({
    endpoint: cloud.endpoints.sqs,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  try {
    const { Messages } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: cloud.outputs[name],
        WaitTimeSeconds: 10,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }),
    );
    const [message] = Messages ?? [];
    if (!message) throw new Error(`No message came to ${name}.`);
    return message;
  } finally {
    client.destroy();
  }
}
