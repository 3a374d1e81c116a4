import { randomUUID } from 'node:crypto';
import { arnOf } from '../account.ts';
import type { Clock } from '../clock.ts';
import { DeployError } from '../cloud.ts';
import { deliverWithRetries } from '../delivery.ts';
import { refusalByFault } from '../emulators/api-faults.ts';
import { type FauxqsSubscription, type FauxqsTopic, SnsError } from '../emulators/fauxqs-internals.ts';
import {
  type Delivery,
  DeliveryError,
  type EventTarget,
  type EventTargets,
  type MessageAttribute,
} from '../event-targets.ts';
import type { EventStream } from '../events.ts';
import type { Faults } from '../faults.ts';
import { snsRetryDelaysSeconds } from './delivery-policy.ts';
import { envelopeOf, type Notification, snsEventOf } from './notification.ts';
import { publish, publishBatch, type SnsAction } from './publish.ts';
import { TopicStore } from './topic-store.ts';

interface Options {
  events: EventStream;
  clock: Clock;
  targets: EventTargets;
  faults: Faults;
}

/** Who publishes. */
export interface Publisher {
  requestId?: string;
  invocationId?: string | undefined;
}

interface Message {
  body: string;
  /** By protocol, where a subscriber's text differs. */
  bodies?: Record<string, string>;
  subject: string | undefined;
  attributes: Record<string, MessageAttribute>;
}

/** A raw message for a queue carries at most so many attributes; one with more is discarded. */
const maxRawAttributes = 10;

/**
 * SNS: the topics and subscriptions are fauxqs's, as is their API; publishing, filtering and delivering are ours,
 * because fauxqs delivers to queues only and never tries again.
 */
export class Sns {
  readonly store = new TopicStore();
  readonly #options: Options;
  readonly #logicalIds = new Map<string, string>();
  readonly #actions: Map<string, SnsAction>;

  constructor(options: Options) {
    this.#options = options;
    this.#actions = new Map([
      ['Publish', publish(this)],
      ['PublishBatch', publishBatch(this)],
    ]);
  }

  /** The API action of this name, when it is ours. */
  action(name: string): SnsAction | undefined {
    return this.#actions.get(name);
  }

  createTopic(options: { logicalId: string; name: string; attributes: Record<string, string> }): void {
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
    const deliver = async ({ payload, messageAttributes = {}, invocationId }: Delivery) => {
      try {
        await this.checkTopic(arn);
      } catch (error) {
        const { code, message, statusCode } = error as InstanceType<typeof SnsError>;
        throw new DeliveryError(code, message, statusCode >= 500 || code === 'Throttled');
      }
      const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
      this.publish(arn, { body, subject: undefined, attributes: messageAttributes }, { invocationId });
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

  /** Takes a message for a topic that exists, and gives its id; it reaches the subscriptions later. */
  publish(topicArn: string, message: Message, publisher: Publisher): string {
    const topic = this.store.getTopic(topicArn) as FauxqsTopic;
    const messageId = randomUUID();
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
      timestamp: new Date().toISOString(),
    };
    for (const subscription of this.store.subscriptionsOf(topic)) {
      if (!this.store.filterOf(subscription)(message)) {
        this.#tell(subscription, { type: 'event-filtered', eventId: messageId });
        continue;
      }
      const body = message.bodies?.[subscription.protocol] ?? message.body;
      void this.#deliver(subscription, { ...notification, body }, publisher);
    }
    return messageId;
  }

  async #deliver(
    subscription: FauxqsSubscription,
    notification: Notification,
    { invocationId }: Publisher,
  ): Promise<void> {
    const { targets, clock } = this.#options;
    const { messageId } = notification;
    const delivery: Delivery = {
      trigger: 'sns',
      causes: [messageId],
      ...(invocationId !== undefined && { invocationId }),
      ...contentOf(subscription, notification),
    };
    const isTooMuch =
      Object.keys(delivery.messageAttributes ?? {}).length > maxRawAttributes
        ? new DeliveryError(
            'InvalidParameterValue',
            'More than 10 message attributes in a raw message',
            false,
          )
        : undefined;
    const outcome = isTooMuch
      ? { status: 'given-up' as const, error: isTooMuch }
      : await deliverWithRetries({
          targets,
          targetArn: subscription.endpoint,
          delivery,
          clock,
          retryDelaysSeconds: snsRetryDelaysSeconds(),
          onRetry: (attempt) =>
            this.#tell(subscription, { type: 'event-retried', eventId: messageId, attempt }),
        });
    if (outcome.status === 'delivered')
      this.#tell(subscription, { type: 'event-delivered', eventId: messageId });
    else if (outcome.status === 'given-up') await this.#giveUp(subscription, notification, outcome.error);
  }

  /** What cannot be delivered goes to the subscription's dead-letter queue, or is lost. */
  async #giveUp(
    subscription: FauxqsSubscription,
    notification: Notification,
    error: DeliveryError,
  ): Promise<void> {
    const { events, targets } = this.#options;
    const policy = JSON.parse(subscription.attributes.RedrivePolicy || '{}');
    let to: string | undefined;
    if (policy.deadLetterTargetArn) {
      const target = targets.resolve(policy.deadLetterTargetArn);
      const { payload, messageAttributes } = contentOf({ ...subscription, protocol: 'sqs' }, notification);
      const delivery = { trigger: 'sns' as const, causes: [notification.messageId], payload };
      const taken = await target
        .deliver({ ...delivery, ...(messageAttributes && { messageAttributes }) })
        .then(
          () => true,
          () => false,
        );
      if (taken) to = target.logicalId;
    }
    events.emit({
      type: 'event-given-up',
      resource: this.#logicalIdOf(subscription.topicArn),
      eventId: notification.messageId,
      reason: `${error.code}: ${error.message}`,
      ...(to !== undefined && { to }),
    });
  }

  #logicalIdOf(arn: string): string {
    return this.#logicalIds.get(arn) ?? arn.split(':').at(-1) ?? arn;
  }

  #tell(
    subscription: FauxqsSubscription,
    event:
      | { type: 'event-delivered' | 'event-filtered'; eventId: string }
      | { type: 'event-retried'; eventId: string; attempt: number },
  ): void {
    const resource = this.#logicalIdOf(subscription.topicArn);
    this.#options.events.emit({ ...event, resource, to: this.#targetName(subscription.endpoint) });
  }

  /** A target that is gone has only its name left. */
  #targetName(arn: string): string {
    try {
      return this.#options.targets.resolve(arn).logicalId;
    } catch {
      return arn.split(':').at(-1) ?? arn;
    }
  }
}

function contentOf(
  subscription: FauxqsSubscription,
  notification: Notification,
): Pick<Delivery, 'payload' | 'messageAttributes'> {
  if (subscription.protocol === 'lambda') return { payload: snsEventOf(notification, subscription.arn) };
  if (subscription.attributes.RawMessageDelivery === 'true')
    return { payload: notification.body, messageAttributes: notification.attributes };
  return { payload: envelopeOf(notification, subscription.arn) };
}

/** The ARN of a topic of this name. */
export const topicArn = (name: string): string => arnOf('sns', name);
