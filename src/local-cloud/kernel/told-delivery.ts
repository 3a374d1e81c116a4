import type { Trigger } from '../../content/event.ts';
import type { Clock } from './clock.ts';
import type { Delivery, EventTargets } from './contracts/event-target.ts';
import { deliverWithRetries, nameOfTarget } from './delivery.ts';
import type { EventStream } from './events.ts';
import { type RetryPolicy, retryDelaysSeconds } from './retry-policy.ts';

interface Options {
  events: EventStream;
  targets: EventTargets;
  clock: Clock;
  /** Whose event it is: a logical ID and the event's id, as the stream of events has them. */
  emitted: { resource: string; eventId: string };
  targetArn: string;
  /** What is handed over, by attempt when it says which one it is: from 1. */
  delivery: Delivery | ((attempt: number) => Delivery);
  policy: RetryPolicy;
  /** Queue for what is given up, and what it gets besides the failure. */
  deadLetter: {
    arn: string | undefined;
    trigger: Trigger;
    causes: string[];
    payload: unknown;
    attributes: Record<string, string>;
  };
}

/**
 * Hands an event of EventBridge or its Scheduler to a target by a retry policy, tells how it went, and gives what no
 * attempt delivered to the dead-letter queue, with what is known of the failure in its attributes.
 * Says how it ended: `put-aside` for what the dead-letter queue took, `stopped` when the cloud closed meanwhile.
 */
export async function deliverByPolicy(
  options: Options,
): Promise<'delivered' | 'put-aside' | 'lost' | 'stopped'> {
  const { events, targets, clock, emitted, targetArn, delivery, policy, deadLetter } = options;
  const outcome = await deliverWithRetries({
    targets,
    targetArn,
    clock,
    delivery,
    retryDelaysSeconds: retryDelaysSeconds(policy),
    onRetry: (attempt) =>
      events.emit({ ...emitted, type: 'event-retried', attempt, to: nameOfTarget(targets, targetArn) }),
  });
  if (outcome.status === 'delivered') events.emit({ ...emitted, type: 'event-delivered', to: outcome.to });
  if (outcome.status !== 'given-up') return outcome.status;
  const { error, attempts, limit } = outcome;
  const to = await putAside(targets, {
    ...deadLetter,
    attributes: {
      ...deadLetter.attributes,
      TARGET_ARN: targetArn,
      ERROR_CODE: error.code,
      ERROR_MESSAGE: error.message,
      RETRY_ATTEMPTS: String(attempts - 1),
      ...(limit !== undefined && { EXHAUSTED_RETRY_CONDITION: limit }),
    },
  });
  events.emit({
    ...emitted,
    type: 'event-given-up',
    reason: `${error.code}: ${error.message}`,
    ...(to !== undefined && { to }),
  });
  return to === undefined ? 'lost' : 'put-aside';
}

/** Gives the queue's logical ID, or undefined when there is none or it takes nothing. */
async function putAside(
  targets: EventTargets,
  { arn, trigger, causes, payload, attributes }: Options['deadLetter'],
): Promise<string | undefined> {
  if (arn === undefined) return undefined;
  const messageAttributes = Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== '')
      .map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
  try {
    const queue = targets.resolve(arn);
    await queue.deliver({ trigger, causes, payload, messageAttributes });
    return queue.logicalId;
  } catch {
    return undefined;
  }
}
