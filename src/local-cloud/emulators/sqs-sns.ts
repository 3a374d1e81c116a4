import { AsyncLocalStorage } from 'node:async_hooks';
import { account, arnOf } from '../account.ts';
import { DeployError } from '../cloud.ts';
import type { EventStream } from '../events.ts';
import { refusalOf } from '../loopback.ts';
import { accessKeyIdOf } from './access-key.ts';
import { buildApp, SnsStore, type SqsQueue, SqsStore, sendMessage } from './fauxqs-internals.ts';

interface Options {
  events: EventStream;
  invocationOf(accessKeyId: string): string | undefined;
}

/** Who put a message into a queue. */
interface Sender {
  requestId?: string;
  invocationId?: string | undefined;
}

/** A queue as pollers and integrations of the cloud use it: without HTTP and without an SDK. */
export interface Queue {
  logicalId: string;
  arn: string;
  url: string;
  visibilityTimeoutSeconds: number;
  /** Up to ten messages; waits up to `waitSeconds` for the first. */
  receive(maxMessages: number, waitSeconds: number): Promise<ReceivedMessage[]>;
  delete(receiptHandle: string): void;
  /** Lets every waiting receive return, empty-handed. */
  wakeReceivers(): void;
}

/** A message in flight. Times are Unix ms. */
export interface ReceivedMessage {
  messageId: string;
  receiptHandle: string;
  body: string;
  md5OfBody: string;
  attributes: Record<string, string>;
  messageAttributes: Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>;
}

/** SQS and SNS: fauxqs on loopback, with every message's life told to the stream of events. */
export class SqsSns {
  readonly #store = new SqsStore();
  readonly #sender = new AsyncLocalStorage<Sender>();
  readonly #logicalIds = new Map<string, string>();
  readonly #events: EventStream;
  readonly #app: ReturnType<typeof buildApp>;
  #address = '';

  static async start(options: Options): Promise<SqsSns> {
    const service = new SqsSns(options);
    service.#address = await service.#app.listen({ host: '127.0.0.1', port: 0 });
    return service;
  }

  private constructor({ events, invocationOf }: Options) {
    this.#events = events;
    this.#store.region = account.region;
    this.#store.spy = { addMessage: (message) => this.#tell(message) };
    this.#app = buildApp({
      logger: false,
      defaultRegion: account.region,
      stores: { sqsStore: this.#store, snsStore: new SnsStore() },
    });
    this.#app.addHook('onRequest', (request, reply, done) => {
      const refusal = refusalOf(request);
      if (refusal) {
        reply.code(403).type('text/plain').send(refusal);
        return;
      }
      this.#sender.run({ invocationId: invocationOf(accessKeyIdOf(request.headers)) }, done);
    });
  }

  get address(): string {
    return this.#address;
  }

  createQueue(options: { logicalId: string; name: string; attributes: Record<string, string> }): void {
    const arn = arnOf('sqs', options.name);
    const queue = this.#store.createQueue(
      options.name,
      `${this.#address}/${account.id}/${options.name}`,
      arn,
      options.attributes,
    );
    this.#logicalIds.set(options.name, options.logicalId);
    this.#tellReceives(queue);
  }

  /** The queue with this ARN or URL (AWS's or ours). */
  queue(arnOrUrl: string): Queue {
    const name = arnOrUrl.split(/[:/]/).at(-1) ?? '';
    const queue = this.#store.getQueueByName(name);
    if (!queue)
      throw new DeployError(
        `There is no queue ${arnOrUrl}.`,
        'Refer to one of this stack with Ref or Fn::GetAtt.',
      );
    return this.#asQueue(queue);
  }

  /**
   * SendMessage from inside the cloud, with SQS's own checks. Throws an error with `code`, `message` and `statusCode`
   * when SQS refuses the message.
   */
  send(queue: Queue, body: string, sender: Sender): { messageId: string; md5OfBody: string } {
    const answer = this.#sender.run(sender, () =>
      sendMessage({ QueueUrl: queue.url, MessageBody: body }, this.#store),
    );
    return { messageId: answer.MessageId, md5OfBody: answer.MD5OfMessageBody };
  }

  async close(): Promise<void> {
    await this.#app.close();
  }

  #asQueue(queue: SqsQueue): Queue {
    const store = this.#store;
    const take = (maxMessages: number) =>
      queue.dequeue(Math.min(maxMessages, 10), undefined, (arn) => store.getQueueByArn(arn));
    return {
      logicalId: this.#logicalIds.get(queue.name) ?? queue.name,
      arn: queue.arn,
      url: queue.url,
      visibilityTimeoutSeconds: Number(queue.attributes.VisibilityTimeout),
      async receive(maxMessages, waitSeconds) {
        let received = take(maxMessages);
        if (received.length === 0 && waitSeconds > 0) {
          await queue.waitForMessages(waitSeconds);
          received = take(maxMessages);
        }
        return received.map((each) => ({
          messageId: each.MessageId,
          receiptHandle: each.ReceiptHandle,
          body: each.Body,
          md5OfBody: each.MD5OfBody,
          attributes: systemAttributes(queue, each.ReceiptHandle),
          messageAttributes: each.MessageAttributes ?? {},
        }));
      },
      delete: (receiptHandle) => void queue.deleteMessage(receiptHandle),
      wakeReceivers: () => queue.cancelWaiters(),
    };
  }

  #tell(message: { queueName?: string; messageId?: string; status: string }): void {
    const { queueName = '', messageId = '', status } = message;
    const resource = this.#logicalIds.get(queueName) ?? queueName;
    if (status === 'published') {
      this.#events.emit({ type: 'message-enqueued', resource, messageId, ...this.#sender.getStore() });
    } else if (status === 'consumed') {
      this.#events.emit({ type: 'message-deleted', resource, messageId });
    } else if (status === 'dlq') {
      const policy = JSON.parse(this.#store.getQueueByName(queueName)?.attributes.RedrivePolicy ?? '{}');
      const target =
        String(policy.deadLetterTargetArn ?? '')
          .split(':')
          .at(-1) ?? '';
      this.#events.emit({
        type: 'message-dead-lettered',
        resource,
        messageId,
        to: this.#logicalIds.get(target) ?? target,
      });
    }
  }

  /** fauxqs tells of sends and deletes but not of receives, whoever makes them. */
  #tellReceives(queue: SqsQueue): void {
    const dequeue = queue.dequeue.bind(queue);
    queue.dequeue = (...parameters) => {
      const received = dequeue(...parameters);
      for (const each of received) {
        this.#events.emit({
          type: 'message-received',
          resource: this.#logicalIds.get(queue.name) ?? queue.name,
          messageId: each.MessageId,
          receiveCount: queue.inflightMessages.get(each.ReceiptHandle)?.message.approximateReceiveCount ?? 1,
        });
      }
      return received;
    };
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html shows the attributes of a record. */
function systemAttributes(queue: SqsQueue, receiptHandle: string): Record<string, string> {
  const message = queue.inflightMessages.get(receiptHandle)?.message;
  if (!message) return {};
  return {
    ApproximateReceiveCount: String(message.approximateReceiveCount),
    SentTimestamp: String(message.sentTimestamp),
    SenderId: account.id,
    ApproximateFirstReceiveTimestamp: String(
      message.approximateFirstReceiveTimestamp ?? message.sentTimestamp,
    ),
    ...(message.messageGroupId !== undefined && { MessageGroupId: message.messageGroupId }),
    ...(message.messageDeduplicationId !== undefined && {
      MessageDeduplicationId: message.messageDeduplicationId,
    }),
    ...(message.sequenceNumber !== undefined && { SequenceNumber: message.sequenceNumber }),
  };
}
