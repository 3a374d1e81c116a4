import { AsyncLocalStorage } from 'node:async_hooks';
import { fauxqsApp } from '../../http/fauxqs-app.ts';
import { type FauxqsError, SqsError } from '../../http/fauxqs-internals.ts';
import { arnOf } from '../../kernel/account.ts';
import type { QueueSource } from '../../kernel/contracts/event-source.ts';
import type { Delivery, EventTarget } from '../../kernel/contracts/event-target.ts';
import type { ActionCaller } from '../../kernel/contracts/service-api.ts';
import { DeliveryError, DeployError } from '../../kernel/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { parseInput } from './input-types.ts';
import type { LocalQueue } from './local-queue.ts';
import { MessageMoveTasks } from './message-move-tasks.ts';
import { QueueMetrics } from './metrics.ts';
import { queueOf } from './queue.ts';
import { QueueStore } from './queue-store.ts';
import type { SqsSettings } from './settings.ts';
import { SqsApi } from './sqs-api.ts';

/**
 * SQS: fauxqs's server on loopback, with the actions of ours that it lacks or has otherwise than AWS, and with every
 * message's life told to the stream of events.
 */
export class Sqs {
  readonly #store: QueueStore;
  readonly #sender = new AsyncLocalStorage<ActionCaller>();
  readonly #logicalIds = new Map<string, string>();
  readonly #moveTasks: MessageMoveTasks;
  readonly #kernel: Kernel;
  readonly #api: SqsApi;
  readonly #app: ReturnType<typeof fauxqsApp>;
  #address = '';

  static async start(kernel: Kernel, settings: SqsSettings): Promise<Sqs> {
    const service = new Sqs(kernel, settings);
    service.#address = await service.#app.listen({ host: '127.0.0.1', port: 0 });
    return service;
  }

  private constructor(kernel: Kernel, settings: SqsSettings) {
    this.#kernel = kernel;
    const { events, faults, time, clock, callers } = kernel;
    this.#store = new QueueStore(
      {
        events,
        faults,
        time,
        logicalIdOf: (queueName) => this.#logicalIds.get(queueName) ?? queueName,
        sender: () => this.#sender.getStore(),
        retentionScale: settings.retentionScale,
        inFlightLimit: settings.sqsInFlightLimit,
      },
      () => this.#address,
      clock,
    );
    const metrics = new QueueMetrics(clock);
    kernel.metrics.eachMinute(() => metrics.read(this.#store.allQueues()));
    this.#moveTasks = new MessageMoveTasks(events);
    this.#api = new SqsApi({ store: this.#store, moveTasks: this.#moveTasks, faults });
    this.#app = fauxqsApp({
      stores: { sqsStore: this.#store },
      onCall: (accessKeyId, call) =>
        this.#sender.run({ invocationId: callers.invocationOf(accessKeyId) }, call),
    });
    this.#api.addTo(this.#app);
  }

  get address(): string {
    return this.#address;
  }

  /** Throws a DeployError when there is one of this name, and when SQS refuses these attributes. */
  createQueue(options: { logicalId: string; name: string; attributes: Record<string, string> }): void {
    const { logicalId, name, attributes } = options;
    if (this.#store.getQueueByArn(arnOf('sqs', name)))
      throw new DeployError(
        `${logicalId}: there is a queue ${name} already.`,
        'Give each queue a name of its own, or none.',
      );
    this.#logicalIds.set(name, logicalId);
    try {
      this.#store.createQueue(name, this.#store.buildQueueUrl(name), arnOf('sqs', name), attributes);
    } catch (error) {
      throw new DeployError(`${logicalId}: ${(error as Error).message}`, 'Mend the queue’s properties.');
    }
  }

  /** Deletes a queue of the template, with all that is in it. */
  deleteQueue(name: string): void {
    this.#store.deleteQueue(this.#store.buildQueueUrl(name));
    this.#logicalIds.delete(name);
  }

  /** The queue with this ARN as a source of events. Throws a DeployError when there is none. */
  source(arn: string): QueueSource {
    const queue = this.#localQueue(arn);
    return queueOf(() => this.#store.getQueueByArn(arn) ?? queue, this.#kernel.faults);
  }

  /** The queue with this ARN as a target of events. Throws a DeployError when there is none. */
  target(arn: string): EventTarget {
    const { logicalId } = this.#localQueue(arn);
    return { logicalId, deliver: (delivery) => this.#deliver(arn, delivery) };
  }

  /** An action of the API from inside the cloud, with SQS's own checks. Rejects with an SqsError when SQS refuses it. */
  async call(
    action: string,
    input: Record<string, unknown>,
    caller: ActionCaller,
  ): Promise<Record<string, unknown>> {
    const { signal } = new AbortController();
    const answer = await this.#sender.run(caller, () => this.#api.act(action, parseInput(input), signal));
    if (!answer) throw new SqsError('InvalidAction', `The action ${action} is not valid.`, 400, true);
    return answer;
  }

  async close(): Promise<void> {
    this.#moveTasks.stop();
    await this.#app.close();
  }

  #localQueue(arn: string): LocalQueue {
    const queue = this.#store.getQueueByArn(arn);
    if (queue) return queue;
    throw new DeployError(`There is no queue ${arn}.`, 'Refer to one of this stack with Ref or Fn::GetAtt.');
  }

  async #deliver(arn: string, delivery: Delivery): Promise<void> {
    const queue = this.#store.getQueueByArn(arn);
    if (!queue) throw new DeliveryError('NO_RESOURCE', 'The specified queue does not exist.', false);
    const { payload, causes, invocationId, messageAttributes } = delivery;
    const input = {
      QueueUrl: queue.url,
      MessageBody: typeof payload === 'string' ? payload : JSON.stringify(payload),
      MessageAttributes: messageAttributes,
      MessageGroupId: delivery.messageGroupId,
      MessageDeduplicationId: delivery.messageDeduplicationId,
    };
    try {
      await this.call('SendMessage', input, { invocationId, ...(causes[0] && { cause: causes[0] }) });
    } catch (error) {
      const { code = 'INTERNAL_ERROR', statusCode = 500, message } = error as FauxqsError;
      throw new DeliveryError(code, message, statusCode >= 500 || code === 'ThrottlingException');
    }
  }
}
