import type { Clock } from '../../kernel/clock.ts';
import type { EventTargets } from '../../kernel/contracts/event-target.ts';
import { deliverWithRetries, nameOfTarget } from '../../kernel/delivery.ts';
import type { DeliveryError } from '../../kernel/errors.ts';
import type { EventStream } from '../../kernel/events.ts';
import { type ExhaustedCondition, retryDelaysSeconds } from '../../kernel/retry-policy.ts';
import type { BusEvent } from './event.ts';
import type { Rule, RuleTarget } from './rule.ts';
import { inputFor, payloadFor } from './target-input.ts';

interface Options {
  events: EventStream;
  clock: Clock;
  targets: EventTargets;
}

/** Hands events to the targets of rules, again and again if need be, and to their dead-letter queues in the end. */
export class RuleDelivery {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async deliver(
    event: BusEvent,
    rule: Rule,
    target: RuleTarget,
    invocationId: string | undefined,
  ): Promise<void> {
    const { events, targets, clock } = this.#options;
    const emitted = { resource: rule.logicalId, eventId: event.id };
    const input = inputFor(event, target, rule);
    const delays = retryDelaysSeconds(target.retryPolicy);
    let exhausted: ExhaustedCondition | undefined;
    const outcome = await deliverWithRetries({
      targets,
      targetArn: target.arn,
      clock,
      delivery: {
        trigger: 'eventbridge',
        causes: [event.id],
        payload: payloadFor(target.arn, input),
        ...(invocationId !== undefined && { invocationId }),
        ...(target.messageGroupId !== undefined && {
          messageGroupId: target.messageGroupId,
          messageDeduplicationId: event.id,
        }),
        // A bus hands on the event as it was put, a target of another kind what the rule makes of it.
        ...(target.arn.includes(':event-bus/') && {
          payload: event.detail,
          busEvent: { source: event.source, detailType: event['detail-type'], resources: event.resources },
        }),
      },
      retryDelaysSeconds: {
        next: () => {
          const delay = delays.next();
          if (delay.done) exhausted = delay.value;
          return delay;
        },
      } as Iterator<number>,
      onRetry: (attempt) =>
        events.emit({ ...emitted, type: 'event-retried', attempt, to: nameOfTarget(targets, target.arn) }),
    });
    if (outcome.status === 'delivered') events.emit({ ...emitted, type: 'event-delivered', to: outcome.to });
    if (outcome.status !== 'given-up') return;
    const { error, attempts } = outcome;
    const to = await this.#deadLetter(event, rule, target, { error, exhausted, retries: attempts - 1 });
    events.emit({
      ...emitted,
      type: 'event-given-up',
      reason: `${error.code}: ${error.message}`,
      ...(to !== undefined && { to }),
    });
  }

  /**
   * The event as it was matched, with what is known of the failure in its attributes; gives the queue's logical ID.
   * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
   */
  async #deadLetter(
    event: BusEvent,
    rule: Rule,
    target: RuleTarget,
    failure: { error: DeliveryError; exhausted: ExhaustedCondition | undefined; retries: number },
  ): Promise<string | undefined> {
    if (target.deadLetterArn === undefined) return undefined;
    const queue = this.#options.targets.resolve(target.deadLetterArn);
    const attributes = {
      RULE_ARN: rule.arn,
      TARGET_ARN: target.arn,
      ERROR_CODE: failure.error.code,
      ERROR_MESSAGE: failure.error.message,
      RETRY_ATTEMPTS: String(failure.retries),
      ...(failure.exhausted !== undefined && { EXHAUSTED_RETRY_CONDITION: failure.exhausted }),
    };
    const taken = await queue
      .deliver({
        trigger: 'eventbridge',
        causes: [event.id],
        payload: event,
        messageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, StringValue]) => [
            name,
            { DataType: 'String', StringValue },
          ]),
        ),
      })
      .then(
        () => true,
        () => false,
      );
    return taken ? queue.logicalId : undefined;
  }
}
