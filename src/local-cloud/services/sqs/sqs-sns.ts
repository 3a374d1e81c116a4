import { AsyncLocalStorage } from 'node:async_hooks';
import { accessKeyIdOf } from '../../http/access-key.ts';
import { buildApp, type FauxqsError, SqsError } from '../../http/fauxqs-internals.ts';
import { account, arnOf } from '../../kernel/account.ts';
import { refusalByFault } from '../../kernel/api-faults.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Delivery, EventTarget, MessageAttribute } from '../../kernel/contracts/event-target.ts';
import { DeliveryError, DeployError } from '../../kernel/errors.ts';
import type { EventStream } from '../../kernel/events.ts';
import type { Faults } from '../../kernel/faults.ts';
import { refusalOf } from '../../kernel/loopback.ts';
import type { CloudSettings } from '../../kernel/settings.ts';
import type { Sns } from '../sns/sns.ts';
import type { LocalQueue } from './local-queue.ts';
import { MessageMoveTasks } from './message-move-tasks.ts';
import { OwnActions } from './own-actions.ts';
import { type Queue, queueOf } from './queue.ts';
import { QueueStore } from './queue-store.ts';
import { send } from './send-message.ts';

interface Options {
  events: EventStream;
  clock: Clock;
  faults: Faults;
  settings: Pick<CloudSettings, 'retentionScale' | 'sqsInFlightLimit'>;
  sns: Sns;
  invocationOf(accessKeyId: string): string | undefined;
}

/** Who puts a message into a queue. */
interface Sender {
  requestId?: string;
  /** Id of the event that is delivered to the queue. */
  cause?: string;
  invocationId?: string | undefined;
}

/** What a message is sent with, as SendMessage names it in its own case. */
export interface SendOptions {
  delaySeconds?: number;
  messageAttributes?: Record<string, MessageAttribute>;
  messageSystemAttributes?: Record<string, MessageAttribute>;
  messageGroupId?: string;
  messageDeduplicationId?: string;
}

/**
 * SQS and SNS: fauxqs on loopback, with the actions of ours that it lacks or has otherwise than AWS, and with every
 * message's life told to the stream of events.
 */
export class SqsSns {
  readonly #store: QueueStore;
  readonly #sender = new AsyncLocalStorage<Sender>();
  readonly #logicalIds = new Map<string, string>();
  readonly #moveTasks: MessageMoveTasks;
  readonly #options: Options;
  readonly #app: ReturnType<typeof buildApp>;
  #address = '';

  static async start(options: Options): Promise<SqsSns> {
    const service = new SqsSns(options);
    service.#address = await service.#app.listen({ host: '127.0.0.1', port: 0 });
    return service;
  }

  private constructor(options: Options) {
    this.#options = options;
    const { events, faults, settings, sns, invocationOf } = options;
    this.#store = new QueueStore(
      {
        events,
        faults,
        logicalIdOf: (queueName) => this.#logicalIds.get(queueName) ?? queueName,
        sender: () => this.#sender.getStore(),
        retentionScale: settings.retentionScale,
        inFlightLimit: settings.sqsInFlightLimit,
      },
      () => this.#address,
      options.clock,
    );
    this.#moveTasks = new MessageMoveTasks(events);
    this.#app = buildApp({
      logger: false,
      defaultRegion: account.region,
      stores: { sqsStore: this.#store, snsStore: sns.store },
    });
    this.#app.addHook('onRequest', (request, reply, done) => {
      const refusal = refusalOf(request);
      if (refusal) {
        reply.code(403).type('text/plain').send(refusal);
        return;
      }
      this.#sender.run({ invocationId: invocationOf(accessKeyIdOf(request.headers)) }, done);
    });
    new OwnActions({
      store: this.#store,
      moveTasks: this.#moveTasks,
      faults,
      sns,
      sender: () => this.#sender.getStore() ?? {},
    }).addTo(this.#app);
  }

  get address(): string {
    return this.#address;
  }

  /** Throws a DeployError when SQS refuses these attributes. */
  createQueue(options: { logicalId: string; name: string; attributes: Record<string, string> }): void {
    const { logicalId, name, attributes } = options;
    this.#logicalIds.set(name, logicalId);
    try {
      this.#store.createQueue(name, this.#store.buildQueueUrl(name), arnOf('sqs', name), attributes);
    } catch (error) {
      throw new DeployError(`${logicalId}: ${(error as Error).message}`, 'Mend the queue’s properties.');
    }
  }

  /** The queue with this ARN or URL (AWS's or ours). */
  queue(arnOrUrl: string): Queue {
    return queueOf(this.#localQueue(arnOrUrl), this.#options.faults);
  }

  /** The queue with this ARN as a target of events. Throws a DeployError when there is none. */
  target(arn: string): EventTarget {
    const { logicalId } = this.#localQueue(arn);
    return { logicalId, deliver: (delivery) => this.#deliver(arn, delivery) };
  }

  /**
   * SendMessage from inside the cloud, with SQS's own checks. Rejects with an error with `code`, `message` and
   * `statusCode` when SQS refuses the message.
   */
  async send(
    queue: Pick<Queue, 'url' | 'logicalId'>,
    body: string,
    sender: Sender,
    options: SendOptions = {},
  ): Promise<{ messageId: string; md5OfBody: string }> {
    const refusal = await refusalByFault(this.#options.faults, queue.logicalId);
    if (refusal) throw new SqsError(refusal.code, refusal.message, refusal.statusCode, false);
    const answer = this.#sender.run(sender, () =>
      send(
        {
          QueueUrl: queue.url,
          MessageBody: body,
          DelaySeconds: options.delaySeconds,
          MessageAttributes: options.messageAttributes,
          MessageGroupId: options.messageGroupId,
          MessageDeduplicationId: options.messageDeduplicationId,
          MessageSystemAttributes: options.messageSystemAttributes,
        },
        this.#store,
      ),
    );
    return { messageId: answer.MessageId, md5OfBody: answer.MD5OfMessageBody };
  }

  async close(): Promise<void> {
    this.#moveTasks.stop();
    await this.#app.close();
  }

  #localQueue(arnOrUrl: string): LocalQueue {
    const queue = this.#store.getQueue(arnOrUrl.split(/[:/]/).at(-1) ?? '');
    if (queue) return queue;
    throw new DeployError(
      `There is no queue ${arnOrUrl}.`,
      'Refer to one of this stack with Ref or Fn::GetAtt.',
    );
  }

  async #deliver(arn: string, delivery: Delivery): Promise<void> {
    const queue = this.#store.getQueueByArn(arn);
    if (!queue) throw new DeliveryError('NO_RESOURCE', 'The specified queue does not exist.', false);
    const { payload, causes, trigger: _, busEvent: __, invocationId, ...options } = delivery;
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    try {
      await this.send(queue, body, { invocationId, ...(causes[0] && { cause: causes[0] }) }, options);
    } catch (error) {
      const { code = 'INTERNAL_ERROR', statusCode = 500, message } = error as FauxqsError;
      throw new DeliveryError(code, message, statusCode >= 500 || code === 'ThrottlingException');
    }
  }
}
