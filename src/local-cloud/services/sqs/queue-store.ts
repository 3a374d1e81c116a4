import { FauxqsSqsStore, SqsError } from '../../http/fauxqs-internals.ts';
import { account } from '../../kernel/account.ts';
import { LocalQueue } from './local-queue.ts';
import type { QueueSurroundings } from './queue-surroundings.ts';
import { refusalOfRedrivePolicy } from './redrive-policy.ts';

/** fauxqs's store of queues, which makes and finds queues of ours. */
export class QueueStore extends FauxqsSqsStore {
  readonly #surroundings: QueueSurroundings;
  readonly #address: () => string;

  constructor(surroundings: Omit<QueueSurroundings, 'queueByArn'>, address: () => string) {
    super();
    this.region = account.region;
    this.#surroundings = { ...surroundings, queueByArn: (arn) => this.getQueueByArn(arn) };
    this.#address = address;
  }

  /** Called by fauxqs's CreateQueue too. Throws an SqsError when the redrive policy is not allowed. */
  createQueue(
    name: string,
    url: string,
    arn: string,
    attributes: Record<string, string> = {},
    tags?: Record<string, string>,
  ): LocalQueue {
    const queue = new LocalQueue(this.#surroundings, name, url, arn, attributes, tags);
    this.checkRedrivePolicy(queue);
    this.queues.set(url, queue);
    this.queuesByName.set(name, queue);
    this.queuesByArn.set(arn, queue);
    return queue;
  }

  /** Throws an SqsError when the queue's redrive policy names a queue that is not there or does not allow it. */
  checkRedrivePolicy(queue: LocalQueue): void {
    const policy = queue.redrivePolicy;
    const refusal =
      policy && refusalOfRedrivePolicy(queue, policy, this.getQueueByArn(policy.deadLetterTargetArn));
    if (refusal === undefined) return;
    throw new SqsError(
      'InvalidParameterValue',
      `Value ${queue.attributes.RedrivePolicy} for parameter RedrivePolicy is invalid. Reason: ${refusal}.`,
    );
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
