import { randomUUID } from 'node:crypto';
import { type FauxqsTopic, SnsError } from '../../http/fauxqs-internals.ts';
import { arnOf } from '../../kernel/account.ts';
import { refusalByFault } from '../../kernel/api-faults.ts';
import type { Clock } from '../../kernel/clock.ts';
import type {
  Delivery,
  EventTarget,
  EventTargets,
  MessageAttribute,
} from '../../kernel/contracts/event-target.ts';
import type { ActionCaller } from '../../kernel/contracts/service-api.ts';
import { DeliveryError, DeployError } from '../../kernel/errors.ts';
import type { EventStream } from '../../kernel/events.ts';
import type { Faults } from '../../kernel/faults.ts';
import type { Metrics } from '../../kernel/metrics.ts';
import { sizeOfMessage } from './message-size.ts';
import type { Notification } from './notification.ts';
import { SubscriptionDelivery } from './subscription-delivery.ts';
import { maxMessageBytesOf } from './topic-attributes.ts';
import { TopicMetrics } from './topic-metrics.ts';
import { TopicStore } from './topic-store.ts';

interface Options {
  events: EventStream;
  clock: Clock;
  targets: EventTargets;
  faults: Faults;
  metrics: Metrics;
}

interface Message {
  body: string;
  /** By protocol, where a subscriber's text differs. */
  bodies?: Record<string, string>;
  subject: string | undefined;
  attributes: Record<string, MessageAttribute>;
  groupId?: string | undefined;
}

/**
 * SNS: the topics and subscriptions are fauxqs's, as is their API; publishing, filtering and delivering are ours,
 * because fauxqs delivers to queues only and never tries again.
 */
export class Sns {
  readonly store = new TopicStore();
  readonly #options: Options;
  readonly #logicalIds = new Map<string, string>();
  readonly #metrics: TopicMetrics;
  readonly #delivery: SubscriptionDelivery;

  constructor(options: Options) {
    this.#options = options;
    this.#metrics = new TopicMetrics(options.metrics);
    this.#delivery = new SubscriptionDelivery({
      ...options,
      metrics: this.#metrics,
      logicalIdOf: (arn) => this.#logicalIdOf(arn),
    });
  }

  /** Throws a DeployError when there is one of this name. */
  createTopic(options: { logicalId: string; name: string; attributes: Record<string, string> }): void {
    if (this.store.getTopic(topicArn(options.name)))
      throw new DeployError(
        `${options.logicalId}: there is a topic ${options.name} already.`,
        'Give each topic a name of its own, or none.',
      );
    const topic = this.store.createTopic(options.name, options.attributes);
    this.#logicalIds.set(topic.arn, options.logicalId);
  }

  /** Throws a DeployError when SNS refuses it. */
  subscribe(options: {
    logicalId: string;
    /** Undefined for one that nothing refers to. */
    arn: string | undefined;
    topicArn: string;
    protocol: string;
    endpoint: string;
    attributes: Record<string, string>;
  }): void {
    const { logicalId, topicArn, protocol, endpoint, attributes } = options;
    const refuse = (problem: string) =>
      new DeployError(`${logicalId}: ${problem}.`, 'Mend the subscription.');
    try {
      const subscription = this.store.subscribe(topicArn, protocol, endpoint, attributes);
      if (!subscription) throw refuse(`there is no topic ${topicArn}`);
      if (options.arn !== undefined) this.store.rename(subscription, options.arn);
    } catch (error) {
      if (error instanceof SnsError) throw refuse(error.message);
      throw error;
    }
  }

  /** The topic with this ARN as a target of events. Throws a DeployError when there is none. */
  target(arn: string): EventTarget {
    if (!this.store.getTopic(arn))
      throw new DeployError(`There is no topic ${arn}.`, 'Refer to one of this stack with Ref.');
    const deliver = async ({
      payload,
      messageAttributes = {},
      subject,
      messageGroupId,
      invocationId,
      causes,
    }: Delivery) => {
      try {
        await this.checkTopic(arn);
      } catch (error) {
        const { code, message, statusCode } = error as InstanceType<typeof SnsError>;
        throw new DeliveryError(code, message, statusCode >= 500 || code === 'Throttled');
      }
      const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
      if (sizeOfMessage(body, messageAttributes) > this.maxMessageBytes(arn))
        throw new DeliveryError('InvalidParameter', 'Invalid parameter: Message too long', false);
      this.publish(
        arn,
        { body, subject, attributes: messageAttributes, groupId: messageGroupId },
        { invocationId, ...(causes[0] && { cause: causes[0] }) },
      );
    };
    return { logicalId: this.#logicalIdOf(arn), deliver };
  }

  /** Rejects with an SnsError when there is no such topic, or a fault keeps it from taking messages. */
  async checkTopic(arn: string): Promise<void> {
    if (!this.store.getTopic(arn)) throw new SnsError('NotFound', 'Topic does not exist', 404);
    const refusal = await refusalByFault(this.#options.faults, this.#logicalIdOf(arn));
    if (!refusal) return;
    const throttled = refusal.code === 'ThrottlingException';
    throw new SnsError(
      throttled ? 'Throttled' : 'InternalError',
      refusal.message,
      throttled ? 429 : 500,
      false,
    );
  }

  /** How many bytes a message of a topic that exists may have. */
  maxMessageBytes(topicArn: string): number {
    return maxMessageBytesOf(this.store.getTopic(topicArn) as FauxqsTopic);
  }

  /** Takes a message for a topic that exists, and gives its id; it reaches the subscriptions later. */
  publish(topicArn: string, message: Message, publisher: ActionCaller): string {
    const topic = this.store.getTopic(topicArn) as FauxqsTopic;
    const messageId = randomUUID();
    this.#metrics.published(topicArn, Buffer.byteLength(message.body));
    this.#options.events.emit({
      type: 'event-published',
      resource: this.#logicalIdOf(topicArn),
      eventId: messageId,
      ...publisher,
    });
    const notification: Notification = {
      messageId,
      topicArn,
      subject: message.subject,
      body: message.body,
      attributes: message.attributes,
      groupId: message.groupId,
      timestamp: new Date().toISOString(),
    };
    for (const subscription of this.store.subscriptionsOf(topic)) {
      if (!this.store.filterOf(subscription)(message)) {
        this.#delivery.tellFiltered(subscription, messageId);
        continue;
      }
      const body = message.bodies?.[subscription.protocol] ?? message.body;
      void this.#delivery.deliver(subscription, { ...notification, body }, publisher.invocationId);
    }
    return messageId;
  }

  #logicalIdOf(arn: string): string {
    return this.#logicalIds.get(arn) ?? arn.split(':').at(-1) ?? arn;
  }
}

/** The ARN of a topic of this name. */
export const topicArn = (name: string): string => arnOf('sns', name);
