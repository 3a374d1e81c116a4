import * as v from 'valibot';
import type { NotificationRule } from './notification-rule.ts';
import { overlapOf } from './overlap.ts';

/**
 * The event types of this cloud: those of what can happen to an object here, or is refused when it is tried.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
 */
export const eventTypes = [
  's3:ObjectCreated:*',
  's3:ObjectCreated:Put',
  's3:ObjectCreated:Post',
  's3:ObjectCreated:Copy',
  's3:ObjectCreated:CompleteMultipartUpload',
  's3:ObjectRemoved:*',
  's3:ObjectRemoved:Delete',
  's3:ObjectRemoved:DeleteMarkerCreated',
] as const;

export const eventType = v.picklist(
  eventTypes,
  `must be one of ${eventTypes.join(', ')}: other event types are not supported`,
);

/**
 * Who can be told: "FIFO (First-In-First-Out) queues aren't supported as an Amazon S3 event notification destination", and
 * FIFO topics are neither. https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html
 */
const destination = (service: string, what: string) =>
  v.pipe(
    v.string(),
    v.regex(new RegExp(`^arn:[^:]+:${service}:(?!.*\\.fifo$)`), `must be the ARN of a ${what}`),
  );

export const functionArn = destination('lambda', 'function');
export const queueArn = destination('sqs', 'standard queue');
export const topicArn = destination('sns', 'standard topic');

/** `prefix` in any case, as CDK and the API write it. */
export const filterRules = v.pipe(
  v.array(
    v.strictObject({
      Name: v.pipe(v.string(), v.toLowerCase(), v.picklist(['prefix', 'suffix'], 'must be prefix or suffix')),
      Value: v.pipe(v.string(), v.maxLength(1024, 'must be at most 1024 characters')),
    }),
  ),
  v.check(
    (rules) => new Set(rules.map(({ Name }) => Name)).size === rules.length,
    'must have at most one rule for the prefix and one for the suffix',
  ),
);

/** What one destination's configuration says, whatever its place is called. */
export function ruleOf(
  events: readonly string[],
  targetArn: string,
  filter: v.InferOutput<typeof filterRules> = [],
  id: string | undefined,
): NotificationRule {
  const textOf = (name: string) => filter.find(({ Name }) => Name === name)?.Value ?? '';
  return {
    id: id ?? `${targetArn.split(':').at(-1)}-${events.join('-')}`,
    targetArn,
    events,
    prefix: textOf('prefix'),
    suffix: textOf('suffix'),
  };
}

/**
 * Refuses rules of which one event would fit several. A rule for `s3:ObjectCreated:*` and one for `s3:ObjectCreated:Put`
 * are for one event.
 */
export const withoutOverlap = <Input>(rulesOf: (input: Input) => readonly NotificationRule[]) =>
  v.rawCheck<Input>(({ dataset, addIssue }) => {
    const overlap = dataset.typed ? overlapOf(rulesOf(dataset.value)) : undefined;
    if (overlap) addIssue({ message: overlap });
  });
