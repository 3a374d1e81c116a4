import * as v from 'valibot';
import { arnOf } from '../../../kernel/account.ts';
import type { EventTargets } from '../../../kernel/contracts/event-target.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { DeployError } from '../../../kernel/errors.ts';
import {
  type EventPattern,
  eventPatternOf,
  parseEventPattern,
} from '../../../kernel/event-pattern/event-pattern.ts';
import { PatternError } from '../../../kernel/event-pattern/pattern-error.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import { integerBetween } from '../../../kernel/property-schemas.ts';
import { isPath } from '../json-path.ts';
import { defaultRetryPolicy, type RuleTarget } from '../rule.ts';

const path = v.pipe(v.string(), v.check(isPath, 'must be a JSON path of EventBridge’s syntax'));

const target = v.strictObject({
  Arn: v.string(),
  Id: v.string(),
  Input: v.optional(v.string()),
  InputPath: v.optional(path),
  InputTransformer: v.optional(
    v.strictObject({ InputPathsMap: v.optional(v.record(v.string(), path)), InputTemplate: v.string() }),
  ),
  RetryPolicy: v.optional(
    v.strictObject({
      MaximumRetryAttempts: v.optional(integerBetween(0, 185)),
      MaximumEventAgeInSeconds: v.optional(integerBetween(60, 86_400)),
    }),
    {},
  ),
  DeadLetterConfig: v.optional(v.strictObject({ Arn: v.optional(v.string()) }), {}),
  SqsParameters: v.optional(v.strictObject({ MessageGroupId: v.string() })),
  // Without effect: every call is allowed, IAM is not emulated.
  RoleArn: v.optional(v.string()),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-rule.html */
export const eventsRule = defineResource({
  type: 'AWS::Events::Rule',
  properties: v.strictObject({
    Name: v.optional(v.string()),
    EventBusName: v.optional(v.string(), 'default'),
    EventPattern: v.union(
      [v.string(), v.record(v.string(), v.unknown())],
      'must be an event pattern: rules on a schedule are not supported',
    ),
    State: v.optional(v.picklist(['ENABLED', 'DISABLED']), 'ENABLED'),
    Targets: v.optional(v.pipe(v.array(target), v.maxLength(5, 'must be at most 5 targets')), []),
  }),
  withoutEffect: {
    Description: 'text for people',
    RoleArn: 'every call is allowed: IAM is not emulated',
    Tags: 'nothing here is billed or selected by tag',
  },
  identify({ logicalId, stackName, properties }) {
    const name = properties.Name ?? physicalName(stackName, logicalId, 64);
    const bus = properties.EventBusName.split('event-bus/').at(-1);
    const isDefault = bus === 'default';
    return {
      ref: isDefault ? name : `${bus}|${name}`,
      attributes: { Arn: arnOf('events', isDefault ? `rule/${name}` : `rule/${bus}/${name}`) },
    };
  },
  create({ logicalId, properties, ref, attributes }, { eventBridge, targets }) {
    const rule = {
      logicalId,
      name: ref.split('|').at(-1) as string,
      arn: attributes.Arn as string,
      pattern: patternOf(logicalId, properties.EventPattern),
      targets: properties.Targets.map((each) => ruleTarget(each, targets)),
    };
    if (properties.State === 'ENABLED') eventBridge.createRule(properties.EventBusName, rule);
    return undefined;
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

function patternOf(logicalId: string, pattern: unknown): EventPattern {
  try {
    return typeof pattern === 'string' ? parseEventPattern(pattern) : eventPatternOf(pattern);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new DeployError(
      `${logicalId}: InvalidEventPatternException: Event pattern is not valid. Reason: ${error.message}.`,
      'Mend the EventPattern.',
    );
  }
}
