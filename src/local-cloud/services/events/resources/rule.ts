import * as v from 'valibot';
import { arnOf } from '../../../kernel/account.ts';
import type { EventTargets } from '../../../kernel/contracts/event-target.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import { integerBetween, workable } from '../../../kernel/property-schemas.ts';
import { defaultRetryPolicy } from '../../../kernel/retry-policy.ts';
import { scheduleOf } from '../../../kernel/schedule/schedule.ts';
import { busName, defaultBus } from '../bus-name.ts';
import type { EventBridge } from '../event-bridge.ts';
import { isPath } from '../json-path.ts';
import { readPattern } from '../read-pattern.ts';
import type { RuleTarget } from '../rule.ts';

const path = v.pipe(
  v.string(),
  v.maxLength(256, 'must be at most 256 characters'),
  v.check(isPath, 'must be a JSON path of EventBridge’s syntax'),
);

const name = v.pipe(
  v.string(),
  v.regex(/^[.\-_A-Za-z\d]{1,64}$/, 'must be 1 to 64 of a-z, A-Z, 0-9, ., - and _'),
);

const targetArn = v.pipe(
  v.string(),
  v.regex(
    /^arn:[^:]+:(lambda|sqs|sns|events|logs|states):/,
    'must be the ARN of a function, queue, topic, event bus, log group or state machine: other targets are not supported',
  ),
);

/** "EventBridge DLQs are standard Amazon SQS queues." https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
const deadLetterArn = v.pipe(
  v.string(),
  v.regex(/^arn:[^:]+:sqs:(?!.*\.fifo$)/, 'must be the ARN of a standard queue'),
);

const target = v.pipe(
  v.strictObject({
    Arn: targetArn,
    Id: name,
    Input: v.optional(
      v.pipe(
        v.string(),
        v.maxLength(8_192, 'must be at most 8,192 characters'),
        workable((text) => JSON.parse(text)),
      ),
    ),
    InputPath: v.optional(path),
    InputTransformer: v.optional(
      v.strictObject({
        InputPathsMap: v.optional(
          v.pipe(
            v.record(
              v.pipe(
                v.string(),
                v.regex(/^(?!AWS)[\w-]{1,256}$/, 'must be letters, digits, _ and -, not beginning with AWS'),
              ),
              path,
            ),
            v.maxEntries(100, 'must be at most 100 paths'),
          ),
        ),
        InputTemplate: v.pipe(
          v.string(),
          v.minLength(1, 'must not be empty'),
          v.maxLength(8_192, 'must be at most 8,192 characters'),
        ),
      }),
    ),
    RetryPolicy: v.optional(
      v.strictObject({
        MaximumRetryAttempts: v.optional(integerBetween(0, 185)),
        MaximumEventAgeInSeconds: v.optional(integerBetween(60, 86_400)),
      }),
      {},
    ),
    DeadLetterConfig: v.optional(v.strictObject({ Arn: v.optional(deadLetterArn) }), {}),
    SqsParameters: v.optional(
      v.strictObject({
        MessageGroupId: v.pipe(v.string(), v.maxLength(100, 'must be at most 100 characters')),
      }),
    ),
    // Without effect: every call is allowed, IAM is not emulated.
    RoleArn: v.optional(v.string()),
  }),
  v.check(
    ({ Input, InputPath, InputTransformer }) =>
      [Input, InputPath, InputTransformer].filter((each) => each !== undefined).length <= 1,
    'must have at most one of Input, InputPath and InputTransformer',
  ),
  v.check(
    ({ Arn, SqsParameters }) => !(isFifoQueue(Arn) && SqsParameters === undefined),
    'must have SqsParameters with a MessageGroupId: the queue is a FIFO queue',
  ),
);

const isFifoQueue = (arn: string): boolean => arn.split(':')[2] === 'sqs' && arn.endsWith('.fifo');

const isDefaultBus = (nameOrArn: string): boolean => busName(nameOrArn) === defaultBus;

const eventPattern = v.pipe(
  v.union([v.string(), v.record(v.string(), v.unknown())], 'must be an event pattern'),
  workable((pattern: string | Record<string, unknown>) => void readPattern(pattern)),
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-rule.html */
export const eventsRule = defineResource({
  type: 'AWS::Events::Rule',
  properties: v.pipe(
    v.strictObject({
      Name: v.optional(name),
      EventBusName: v.optional(v.string(), 'default'),
      EventPattern: v.optional(eventPattern),
      ScheduleExpression: v.optional(
        v.pipe(
          v.string(),
          workable((expression) => scheduleOf(expression, { start: 0 })),
        ),
      ),
      State: v.optional(
        v.picklist(['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS']),
        'ENABLED',
      ),
      Targets: v.optional(
        v.pipe(
          v.array(target),
          v.maxLength(5, 'must be at most 5 targets'),
          v.check(
            (targets) => new Set(targets.map((each) => each.Id)).size === targets.length,
            'must have an Id of its own each',
          ),
        ),
        [],
      ),
    }),
    v.check(
      ({ EventPattern, ScheduleExpression }) =>
        EventPattern !== undefined || ScheduleExpression !== undefined,
      'must have an EventPattern or a ScheduleExpression',
    ),
    v.check(
      ({ EventBusName, ScheduleExpression }) =>
        ScheduleExpression === undefined || isDefaultBus(EventBusName),
      'must be of the default event bus: ScheduleExpression is supported only there',
    ),
  ),
  withoutEffect: {
    Description: 'text for people',
    RoleArn: 'every call is allowed: IAM is not emulated',
    Tags: 'nothing here is billed or selected by tag',
  },
  refersTo: ({ Targets }) =>
    Object.fromEntries(
      Targets.flatMap(({ Arn, DeadLetterConfig }, index) => [
        [`Targets.${index}.Arn`, Arn],
        [`Targets.${index}.DeadLetterConfig.Arn`, DeadLetterConfig.Arn],
      ]),
    ),
  identify({ logicalId, stackName, properties }) {
    const name = properties.Name ?? physicalName(stackName, logicalId, 64);
    const bus = properties.EventBusName.split('event-bus/').at(-1);
    const isDefault = bus === 'default';
    return {
      ref: isDefault ? name : `${bus}|${name}`,
      attributes: { Arn: arnOf('events', isDefault ? `rule/${name}` : `rule/${bus}/${name}`) },
    };
  },
  create({ logicalId, properties, ref, attributes }, eventBridge: EventBridge, { targets, clock }) {
    const { EventPattern, ScheduleExpression } = properties;
    const rule = {
      logicalId,
      name: ref.split('|').at(-1) as string,
      arn: attributes.Arn as string,
      isEnabled: properties.State !== 'DISABLED',
      patternText: typeof EventPattern === 'object' ? JSON.stringify(EventPattern) : EventPattern,
      scheduleExpression: ScheduleExpression,
      pattern: EventPattern === undefined ? undefined : readPattern(EventPattern),
      targets: properties.Targets.map((each) => ruleTarget(each, targets)),
    };
    eventBridge.createRule(properties.EventBusName, rule);
    if (ScheduleExpression === undefined) return undefined;
    return eventBridge.follow(rule, scheduleOf(ScheduleExpression, { start: clock.now() }));
  },
});

function ruleTarget(settings: v.InferOutput<typeof target>, targets: EventTargets): RuleTarget {
  const { Arn, Id: _, RetryPolicy, DeadLetterConfig, SqsParameters, RoleArn: __, ...input } = settings;
  targets.resolve(Arn);
  if (DeadLetterConfig.Arn !== undefined) targets.resolve(DeadLetterConfig.Arn);
  return {
    ...input,
    arn: Arn,
    retryPolicy: {
      maximumRetryAttempts: RetryPolicy.MaximumRetryAttempts ?? defaultRetryPolicy.maximumRetryAttempts,
      maximumEventAgeInSeconds:
        RetryPolicy.MaximumEventAgeInSeconds ?? defaultRetryPolicy.maximumEventAgeInSeconds,
    },
    deadLetterArn: DeadLetterConfig.Arn,
    messageGroupId: SqsParameters?.MessageGroupId,
  };
}
