import type { Clock } from '../../kernel/clock.ts';
import type { EventTargets } from '../../kernel/contracts/event-target.ts';
import type { EventStream } from '../../kernel/events.ts';
import type { Metrics } from '../../kernel/metrics.ts';
import { deliverByPolicy } from '../../kernel/told-delivery.ts';
import type { BusEvent } from './event.ts';
import type { Rule, RuleTarget } from './rule.ts';
import { countOfRule } from './rule-metrics.ts';
import { inputFor, payloadFor } from './target-input.ts';

interface Options {
  events: EventStream;
  metrics: Metrics;
  clock: Clock;
  targets: EventTargets;
}

/** Hands events to the targets of rules, again and again if need be, and to their dead-letter queues in the end. */
export class RuleDelivery {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
  async deliver(
    event: BusEvent,
    rule: Rule,
    target: RuleTarget,
    invocationId: string | undefined,
  ): Promise<void> {
    const { events, metrics, targets, clock } = this.#options;
    countOfRule(metrics, rule, 'Invocations');
    const ended = await deliverByPolicy({
      events,
      targets,
      clock,
      emitted: { resource: rule.logicalId, eventId: event.id },
      targetArn: target.arn,
      policy: target.retryPolicy,
      delivery: {
        trigger: 'eventbridge',
        causes: [event.id],
        payload: payloadFor(target.arn, inputFor(event, target, rule, clock.now())),
        ...(invocationId !== undefined && { invocationId }),
        // Of a fair queue or a FIFO queue: "the queue must have content-based deduplication enabled".
        ...(target.messageGroupId !== undefined && { messageGroupId: target.messageGroupId }),
        // A bus hands on the event as it was put, a target of another kind what the rule makes of it.
        ...(target.arn.includes(':event-bus/') && {
          payload: event.detail,
          busEvent: { source: event.source, detailType: event['detail-type'], resources: event.resources },
        }),
      },
      deadLetter: {
        arn: target.deadLetterArn,
        trigger: 'eventbridge',
        causes: [event.id],
        // The event as it was matched.
        payload: event,
        attributes: { RULE_ARN: rule.arn },
      },
    });
    if (ended === 'lost' || ended === 'put-aside') countOfRule(metrics, rule, 'FailedInvocations');
    if (ended === 'put-aside') countOfRule(metrics, rule, 'InvocationsSentToDlq');
    else if (ended === 'lost' && target.deadLetterArn !== undefined)
      countOfRule(metrics, rule, 'InvocationsFailedToBeSentToDlq');
  }
}
