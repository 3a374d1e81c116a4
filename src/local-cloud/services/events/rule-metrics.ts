import type { Metrics } from '../../kernel/metrics.ts';
import { busName, defaultBus } from './bus-name.ts';
import type { Rule } from './rule.ts';

/** What is counted of a rule. */
export type RuleMetric =
  | 'MatchedEvents'
  | 'TriggeredRules'
  | 'Invocations'
  | 'FailedInvocations'
  | 'InvocationsSentToDlq'
  | 'InvocationsFailedToBeSentToDlq';

/**
 * Counts under the rule's name, and under its name and its bus's for a bus that is not the default one. Only what happened
 * is counted: "EventBridge reports this metric only when it is not zero."
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 */
export function countOfRule(metrics: Metrics, { name, arn }: Rule, metric: RuleMetric): void {
  const [, ofBus] = /:rule\/(?:(.+)\/)?[^/]+$/.exec(arn) ?? [];
  const EventBusName = busName(ofBus ?? defaultBus);
  metrics.publish(
    { namespace: 'AWS/Events', name: metric, value: 1, unit: 'Count' },
    EventBusName === defaultBus ? { RuleName: name } : { RuleName: name, EventBusName },
  );
}
