import type { EventPattern } from '../../kernel/event-pattern/event-pattern.ts';
import type { RetryPolicy } from '../../kernel/retry-policy.ts';

/** A rule of a bus. */
export interface Rule {
  logicalId: string;
  name: string;
  arn: string;
  isEnabled: boolean;
  patternText: string | undefined;
  scheduleExpression: string | undefined;
  /** Of what happens on its bus; undefined for a rule with nothing but a schedule. */
  pattern: EventPattern | undefined;
  targets: RuleTarget[];
}

/** How a target wants its event. At most one of these. */
export interface TargetInput {
  /** JSON that it gets instead. */
  Input?: string | undefined;
  /** The part of the event that it gets. */
  InputPath?: string | undefined;
  InputTransformer?:
    | { InputPathsMap?: Record<string, string> | undefined; InputTemplate: string }
    | undefined;
}

/** Where a rule sends what matches. */
export interface RuleTarget extends TargetInput {
  arn: string;
  retryPolicy: RetryPolicy;
  deadLetterArn: string | undefined;
  /** For FIFO queues, and for standard ones, which it makes fair. */
  messageGroupId: string | undefined;
}
