import type { CloudEventOf } from '../../../content/event.ts';
import type { FauxqsSubscription } from '../../http/fauxqs-internals.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Delivery, EventTargets } from '../../kernel/contracts/event-target.ts';
import { deliverWithRetries, nameOfTarget } from '../../kernel/delivery.ts';
import { DeliveryError } from '../../kernel/errors.ts';
import type { EventStream } from '../../kernel/events.ts';
import { snsRetryDelaysSeconds } from './delivery-policy.ts';
import { isOnlyTold, isRaw } from './endpoint.ts';
import { envelopeOf, type Notification, snsEventOf } from './notification.ts';
import type { TopicMetrics } from './topic-metrics.ts';

interface Options {
  events: EventStream;
  clock: Clock;
  targets: EventTargets;
  metrics: TopicMetrics;
  /** Of a topic. */
  logicalIdOf(arn: string): string;
}

/** A raw message for a queue carries at most so many attributes; one with more is discarded. */
const maxRawAttributes = 10;

/** Hands notifications to subscriptions, again and again if need be, and to their dead-letter queues in the end. */
export class SubscriptionDelivery {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async deliver(
    subscription: FauxqsSubscription,
    notification: Notification,
    invocationId: string | undefined,
  ): Promise<void> {
    const { targets, clock } = this.#options;
    const eventId = notification.messageId;
    if (isOnlyTold(subscription.protocol)) return this.#tellWhole(subscription, notification);
    const content = contentOf(subscription, notification);
    if (Object.keys(content.messageAttributes ?? {}).length > maxRawAttributes) {
      const error = 'More than 10 message attributes in a raw message';
      return this.#giveUp(
        subscription,
        notification,
        new DeliveryError('InvalidParameterValue', error, false),
      );
    }
    const outcome = await deliverWithRetries({
      targets,
      targetArn: subscription.endpoint,
      delivery: {
        trigger: 'sns',
        causes: [eventId],
        ...(invocationId !== undefined && { invocationId }),
        ...content,
      },
      clock,
      retryDelaysSeconds: snsRetryDelaysSeconds(),
      onRetry: (attempt) => this.#tell(subscription, { type: 'event-retried', eventId, attempt }),
    });
    if (outcome.status === 'delivered') this.#tell(subscription, { type: 'event-delivered', eventId });
    else if (outcome.status === 'given-up') await this.#giveUp(subscription, notification, outcome.error);
  }

  /** Tells that the subscription's filter kept the message from it. */
  tellFiltered(subscription: FauxqsSubscription, eventId: string): void {
    this.#tell(subscription, { type: 'event-filtered', eventId });
  }

  /** Nothing leaves this machine: what would reach a person or a web server is told in the stream of events. */
  #tellWhole(subscription: FauxqsSubscription, notification: Notification): void {
    const { protocol, endpoint, topicArn } = subscription;
    const { messageId: eventId, subject, body } = notification;
    const { events, logicalIdOf } = this.#options;
    events.emit({
      type: 'log-line',
      resource: logicalIdOf(topicArn),
      stream: 'stdout',
      line: `${protocol} to ${endpoint}: ${subject === undefined ? '' : `${subject}: `}${body}`,
    });
    this.#tell(subscription, { type: 'event-delivered', eventId });
  }

  /** What cannot be delivered goes to the subscription's dead-letter queue, or is lost. */
  async #giveUp(
    subscription: FauxqsSubscription,
    notification: Notification,
    error: DeliveryError,
  ): Promise<void> {
    const { events, metrics, logicalIdOf } = this.#options;
    const { deadLetterTargetArn } = JSON.parse(subscription.attributes.RedrivePolicy || '{}');
    const to = deadLetterTargetArn && (await this.#putAside(deadLetterTargetArn, subscription, notification));
    metrics.failed(subscription.topicArn, deadLetterTargetArn ? to !== undefined : undefined);
    events.emit({
      type: 'event-given-up',
      resource: logicalIdOf(subscription.topicArn),
      eventId: notification.messageId,
      reason: `${error.code}: ${error.message}`,
      ...(to !== undefined && { to }),
    });
  }

  /** Gives the dead-letter queue's logical ID, or undefined when it is there no more, or takes nothing. */
  async #putAside(
    arn: string,
    subscription: FauxqsSubscription,
    notification: Notification,
  ): Promise<string | undefined> {
    // A function's message too is kept as a queue would have got it.
    const content = contentOf({ ...subscription, protocol: 'sqs' }, notification);
    try {
      const target = this.#options.targets.resolve(arn);
      await target.deliver({ trigger: 'sns', causes: [notification.messageId], ...content });
      return target.logicalId;
    } catch {
      return undefined;
    }
  }

  #tell(
    { topicArn, endpoint, protocol }: FauxqsSubscription,
    event:
      | Pick<CloudEventOf<'event-delivered' | 'event-filtered'>, 'type' | 'eventId'>
      | Pick<CloudEventOf<'event-retried'>, 'type' | 'eventId' | 'attempt'>,
  ): void {
    const { events, targets, metrics, logicalIdOf } = this.#options;
    if (event.type === 'event-delivered') metrics.delivered(topicArn);
    else if (event.type === 'event-filtered') metrics.filteredOut(topicArn);
    events.emit({
      ...event,
      resource: logicalIdOf(topicArn),
      to: isOnlyTold(protocol) ? endpoint : nameOfTarget(targets, endpoint),
    });
  }
}

function contentOf(
  subscription: FauxqsSubscription,
  notification: Notification,
): Pick<Delivery, 'payload' | 'messageAttributes' | 'messageGroupId'> {
  if (subscription.protocol === 'lambda') return { payload: snsEventOf(notification, subscription.arn) };
  const group = notification.groupId !== undefined && { messageGroupId: notification.groupId };
  if (isRaw(subscription.attributes))
    return { payload: notification.body, messageAttributes: notification.attributes, ...group };
  return { payload: envelopeOf(notification, subscription.arn), ...group };
}
