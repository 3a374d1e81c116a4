import type { EventPattern } from '../../kernel/event-pattern/event-pattern.ts';
import type { RetryPolicy } from '../../kernel/retry-policy.ts';
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
