import { FauxqsSqsStore, SqsError } from '../../http/fauxqs-internals.ts';
import { account, arnOf } from '../../kernel/account.ts';
import type { Clock } from '../../kernel/clock.ts';
import { LocalQueue } from './local-queue.ts';
import type { QueueSurroundings } from './queue-surroundings.ts';
import { type RedrivePolicy, refusalOfRedrivePolicy } from './redrive-policy.ts';

/** fauxqs's store of queues, which makes and finds queues of ours. */
export class QueueStore extends FauxqsSqsStore {
  readonly #surroundings: QueueSurroundings;
  readonly #address: () => string;
  readonly #secondsSince: Clock['secondsSince'];
  /** Unix ms, by queue. */
  readonly #purgedAt = new WeakMap<LocalQueue, number>();
  /** Unix ms, by name. */
  readonly #deletedAt = new Map<string, number>();

  constructor(
    surroundings: Omit<QueueSurroundings, 'queueByArn'>,
    address: () => string,
    clock: Pick<Clock, 'secondsSince'>,
  ) {
    super();
    this.region = account.region;
    this.#surroundings = { ...surroundings, queueByArn: (arn) => this.getQueueByArn(arn) };
    this.#address = address;
    this.#secondsSince = (at) => clock.secondsSince(at);
  }

  /** Throws an SqsError when the redrive policy is not allowed. */
  createQueue(
    name: string,
    url: string,
    arn: string,
    attributes: Record<string, string> = {},
    tags?: Record<string, string>,
  ): LocalQueue {
    const queue = new LocalQueue(this.#surroundings, name, url, arn, attributes, tags);
    this.checkRedrivePolicy(queue, attributes.RedrivePolicy);
    this.queues.set(url, queue);
    this.queuesByName.set(name, queue);
    this.queuesByArn.set(arn, queue);
    return queue;
  }

  /** Throws an SqsError when a redrive policy for the queue names a queue that is not there or does not allow it. */
  checkRedrivePolicy(queue: LocalQueue, text: string | undefined): void {
    if (!text) return;
    const policy: RedrivePolicy = JSON.parse(text);
    const target = this.getQueueByArn(policy.deadLetterTargetArn);
    const refusal = refusalOfRedrivePolicy(queue, policy, target);
    if (refusal === undefined) return;
    throw new SqsError(
      'InvalidParameterValue',
      `Value ${text} for parameter RedrivePolicy is invalid. Reason: ${refusal}.`,
    );
  }

  /** "The message deletion process takes up to 60 seconds", and so long no other purge is taken. */
  mayPurge(queue: LocalQueue): boolean {
    const before = this.#purgedAt.get(queue);
    if (before !== undefined && this.#secondsSince(before) < 60) return false;
    this.#purgedAt.set(queue, Date.now());
    return true;
  }

  override deleteQueue(url: string): boolean {
    const name = url.split('/').at(-1) ?? '';
    const deleted = super.deleteQueue(this.getQueue(name)?.url ?? url);
    if (deleted) this.#deletedAt.set(name, Date.now());
    return deleted;
  }

  wasDeletedRecently(name: string): boolean {
    const at = this.#deletedAt.get(name);
    return at !== undefined && this.#secondsSince(at) < 60;
  }

  arnOf(name: string): string {
    return arnOf('sqs', name);
  }

  /** Called by fauxqs, whose own addresses have a host name that does not resolve. */
  buildQueueUrl(name: string): string {
    return `${this.#address()}/${account.id}/${name}`;
  }

  getQueueByArn(arn: string): LocalQueue | undefined {
    return this.queuesByArn.get(arn) as LocalQueue | undefined;
  }

  /** By AWS's address, ours, or the name alone. */
  getQueue(url: string): LocalQueue | undefined {
    return this.queuesByName.get(url.split('/').at(-1) ?? '') as LocalQueue | undefined;
  }

  allQueues(): IterableIterator<LocalQueue> {
    return this.queues.values() as IterableIterator<LocalQueue>;
  }
}
