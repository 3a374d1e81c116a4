import { randomUUID } from 'node:crypto';
import { arnOf } from '../../../kernel/account.ts';
import type { Delivery } from '../../../kernel/contracts/event-target.ts';
import { deliverWithRetries, nameOfTarget } from '../../../kernel/delivery.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import { defaultRetryPolicy, retryDelaysSeconds } from '../../../kernel/retry-policy.ts';
import type { Bucket } from '../bucket.ts';
import { busEventOf } from './bus-event.ts';
import type { ObjectChange } from './change.ts';
import { notificationEventOf, testEventOf } from './notification-event.ts';
import type { BucketNotifications } from './notification-rule.ts';
import { coversEvent } from './overlap.ts';

const defaultBusArn = () => arnOf('events', 'event-bus/default');

/** Tells those whom a bucket's configuration names of what happens to its objects. Whoever wrote hears nothing of it. */
export class Notifier {
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /**
   * Gives a bucket another configuration. Queues and topics get a test message: "Amazon S3 first verifies that any
   * Amazon SNS or Amazon SQS destination exists … by sending a test notification." Throws a DeployError for a destination
   * that is not there.
   */
  configure(bucket: Bucket, notifications: BucketNotifications): void {
    for (const { targetArn } of notifications.rules) this.#kernel.targets.resolve(targetArn);
    bucket.notifications = notifications;
    for (const { targetArn } of notifications.rules)
      if (!isFunction(targetArn)) {
        const id = randomUUID();
        void this.#deliver(bucket, id, targetArn, { payload: testEventOf(bucket, id), ...bySubject });
      }
  }

  /** Whether anybody is to be told of such a change. */
  hasListeners(bucket: Bucket, type: ObjectChange['type'], key: string): boolean {
    return bucket.notifications.eventBridge || rulesFor(bucket, type, key).length > 0;
  }

  /** Tells everybody whom it concerns, one independent of the other. */
  tell(bucket: Bucket, change: ObjectChange): void {
    const { eventId, invocationId } = change;
    const by = invocationId !== undefined && { invocationId };
    for (const rule of rulesFor(bucket, change.type, change.key)) {
      const payload = notificationEventOf(bucket, rule, change);
      void this.#deliver(bucket, eventId, rule.targetArn, { payload, ...by, ...bySubject });
    }
    if (!bucket.notifications.eventBridge) return;
    const { envelope, detail } = busEventOf(bucket, change);
    void this.#deliver(bucket, eventId, defaultBusArn(), { payload: detail, busEvent: envelope, ...by });
  }

  async #deliver(
    { logicalId: resource }: Bucket,
    eventId: string,
    targetArn: string,
    delivery: Omit<Delivery, 'trigger' | 'causes'>,
  ): Promise<void> {
    const { targets, clock, events } = this.#kernel;
    const outcome = await deliverWithRetries({
      targets,
      targetArn,
      clock,
      delivery: { trigger: 's3', causes: [eventId], ...delivery },
      retryDelaysSeconds: retryDelaysSeconds(defaultRetryPolicy),
      onRetry: (attempt) =>
        events.emit({
          type: 'event-retried',
          resource,
          eventId,
          attempt,
          to: nameOfTarget(targets, targetArn),
        }),
    });
    if (outcome.status === 'delivered')
      events.emit({ type: 'event-delivered', resource, eventId, to: outcome.to });
    else if (outcome.status === 'given-up') {
      const { code, message } = outcome.error;
      events.emit({ type: 'event-given-up', resource, eventId, reason: `${code}: ${message}` });
    }
  }
}

/** Of topics. */
const bySubject = { subject: 'Amazon S3 Notification' };

const isFunction = (arn: string): boolean => arn.split(':')[2] === 'lambda';

const rulesFor = ({ notifications }: Bucket, type: string, key: string) =>
  notifications.rules.filter(
    ({ events, prefix, suffix }) =>
      events.some((each) => coversEvent(each, type)) && key.startsWith(prefix) && key.endsWith(suffix),
  );
