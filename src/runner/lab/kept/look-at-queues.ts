import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { localClient } from './local-client.ts';

interface Queue {
  url: string;
  name: string;
  attributes: Record<string, string>;
}

/** Receiving stops here: a terminal shows no more. */
const mostLetters = 20;

/** The queues that work goes through, with what waits in them, or those for dead letters, with the letters. */
export async function lookAtQueues(
  endpoints: { sqs: string },
  place: 'queue' | 'dead-letters',
  text: string,
): Promise<string[]> {
  const client = new SQSClient(localClient(endpoints.sqs));
  try {
    const queues = await queuesOf(client);
    const deadLetters = new Set(queues.flatMap(deadLetterTargetOf));
    const shown = queues.filter(
      ({ attributes }) => deadLetters.has(attributes.QueueArn ?? '') === (place === 'dead-letters'),
    );
    if (shown.length === 0)
      return [`The stack has no queue${place === 'dead-letters' ? ' for dead letters' : ''}.`];
    const lines: string[] = [];
    for (const queue of shown) {
      lines.push(`${queue.name}: ${inWords(queue)}`);
      if (place === 'dead-letters') lines.push(...(await letters(client, queue, text)));
    }
    return lines;
  } finally {
    client.destroy();
  }
}

async function queuesOf(client: SQSClient): Promise<Queue[]> {
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand());
  return Promise.all(
    QueueUrls.map(async (url) => {
      const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
      );
      return { url, name: url.split('/').at(-1) ?? url, attributes: Attributes };
    }),
  );
}

const deadLetterTargetOf = ({ attributes }: Queue): string[] =>
  attributes.RedrivePolicy ? [JSON.parse(attributes.RedrivePolicy).deadLetterTargetArn] : [];

function inWords({ attributes }: Queue): string {
  const waiting = attributes.ApproximateNumberOfMessages ?? '0';
  const inFlight = attributes.ApproximateNumberOfMessagesNotVisible ?? '0';
  const delayed = Number(attributes.ApproximateNumberOfMessagesDelayed ?? 0);
  return `${waiting} waiting, ${inFlight} in flight${delayed > 0 ? `, ${delayed} delayed` : ''}`;
}

/**
 * The letters of a queue. SQS has no way to look without receiving: each is received for a few seconds and comes back, and
 * its receive count goes up.
 */
async function letters(client: SQSClient, { url }: Queue, text: string): Promise<string[]> {
  const received: Message[] = [];
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: 2 }),
    );
    received.push(...Messages);
    if (Messages.length === 0 || received.length >= mostLetters) break;
  }
  const found = received.filter(({ Body = '' }) => Body.includes(text));
  return [
    ...found.map(({ Body = '' }) => `  ${Body}`),
    ...(received.length > 0 ? ['  (To look is to receive: they are visible again in two seconds.)'] : []),
  ];
}
