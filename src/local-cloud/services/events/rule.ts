import type { EventPattern } from '../../kernel/event-pattern/event-pattern.ts';
import type { TargetInput } from './target-input.ts';

/** A rule of a bus. */
export interface Rule {
  logicalId: string;
  name: string;
  arn: string;
  /** Of what happens on its bus; undefined for a rule with nothing but a schedule. */
  pattern: EventPattern | undefined;
  targets: RuleTarget[];
}

/** Where a rule sends what matches. */
export interface RuleTarget extends TargetInput {
  arn: string;
  retryPolicy: RetryPolicy;
  deadLetterArn: string | undefined;
  /** For FIFO queues. */
  messageGroupId: string | undefined;
}

export interface RetryPolicy {
  maximumRetryAttempts: number;
  maximumEventAgeInSeconds: number;
}

/** "By default, EventBridge retries sending the event for 24 hours and up to 185 times." */
export const defaultRetryPolicy: RetryPolicy = {
  maximumRetryAttempts: 185,
  maximumEventAgeInSeconds: 24 * 60 * 60,
};

/** Which limit of its policy ended the retries, as the dead-letter queue is told. */
export type ExhaustedCondition = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

/** The longest wait between two attempts, in seconds; with it, 185 attempts take about 24 hours. */
const longestRetryDelaySeconds = 512;

/**
 * When a delivery is tried again, in seconds after the failure before: exponential back-off, whose base AWS does not
 * say, from one second; AWS's jitter is left out. Returns which limit ended it.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
 */
export function* ruleRetryDelaysSeconds(policy: RetryPolicy): Generator<number, ExhaustedCondition> {
  let age = 0;
  for (let retry = 0; retry < policy.maximumRetryAttempts; retry += 1) {
    const delay = Math.min(2 ** retry, longestRetryDelaySeconds);
    age += delay;
    if (age > policy.maximumEventAgeInSeconds) return 'MaximumEventAgeInSeconds';
    yield delay;
  }
  return 'MaximumRetryAttempts';
}
