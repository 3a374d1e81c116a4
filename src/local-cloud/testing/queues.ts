import type { TestContext } from 'node:test';
import {
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Cloud } from '../cloud.ts';
import type { CloudSettings } from '../settings.ts';
import { startTemplate } from './assembly.ts';
import { clientsOf } from './clients.ts';
import { queueResource } from './templates.ts';
import { Watch } from './watch.ts';

/** A cloud of queues, and the hands to work with them. */
export interface QueuesRunning {
  cloud: Cloud;
  sqs: SQSClient;
  watch: Watch;
  url: string;
  deadLetterUrl: string;
  send(body: string, more?: Partial<SendMessageCommand['input']>): Promise<string>;
  /** From the queue, or from `from`. */
  receive(options?: Partial<ReceiveMessageCommand['input']>): Promise<Message[]>;
}

/** A cloud of the queues `Queue` and, when `maxReceiveCount` is given, `Dlq`. */
export async function startQueues(
  t: TestContext,
  properties: Record<string, unknown> = {},
  options: { maxReceiveCount?: number; settings?: Partial<CloudSettings> } = {},
): Promise<QueuesRunning> {
  const fifo = properties.FifoQueue ? { FifoQueue: true } : {};
  const { maxReceiveCount } = options;
  const cloud = await startTemplate(
    t,
    {
      Resources: {
        Dlq: queueResource(fifo),
        Queue: queueResource(
          properties,
          maxReceiveCount === undefined ? undefined : { queue: 'Dlq', maxReceiveCount },
        ),
      },
      Outputs: { Url: { Value: { Ref: 'Queue' } }, DlqUrl: { Value: { Ref: 'Dlq' } } },
    },
    options.settings,
  );
  const { sqs } = clientsOf(t, cloud);
  const url = cloud.outputs.Url as string;
  return {
    cloud,
    sqs,
    watch: new Watch(cloud),
    url,
    deadLetterUrl: cloud.outputs.DlqUrl as string,
    async send(MessageBody, more = {}) {
      const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody, ...more }));
      return MessageId as string;
    },
    async receive(more = {}) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: 10,
          MessageSystemAttributeNames: ['All'],
          ...more,
        }),
      );
      return Messages;
    },
  };
}

/** What the queue says of itself. */
export async function counts({ sqs, url }: QueuesRunning): Promise<{ visible: number; inFlight: number }> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return {
    visible: Number(Attributes?.ApproximateNumberOfMessages),
    inFlight: Number(Attributes?.ApproximateNumberOfMessagesNotVisible),
  };
}

export const bodies = (messages: Message[]) => messages.map((each) => each.Body);
