import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import {
  eventType,
  filterRules,
  functionArn,
  queueArn,
  ruleOf,
  topicArn,
  withoutOverlap,
} from '../notifications/configuration.ts';
import type { BucketNotifications } from '../notifications/notification-rule.ts';
import type { S3 } from '../s3.ts';

/** As PutBucketNotificationConfiguration has it: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html */
const configuration = {
  Id: v.optional(v.string()),
  Events: v.pipe(v.array(eventType), v.minLength(1, 'must name an event type')),
  Filter: v.optional(v.strictObject({ Key: v.strictObject({ FilterRules: filterRules }) })),
};

const notificationConfiguration = v.strictObject({
  LambdaFunctionConfigurations: v.optional(
    v.array(v.strictObject({ ...configuration, LambdaFunctionArn: functionArn })),
    [],
  ),
  QueueConfigurations: v.optional(v.array(v.strictObject({ ...configuration, QueueArn: queueArn })), []),
  TopicConfigurations: v.optional(v.array(v.strictObject({ ...configuration, TopicArn: topicArn })), []),
  EventBridgeConfiguration: v.optional(v.strictObject({})),
});

type Configuration = v.InferOutput<typeof notificationConfiguration>;

/**
 * What CDK’s `addEventNotification` and `enableEventBridgeNotification` make: its provider would put the configuration
 * with the API. The provider is written in Python, and not run.
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3-readme.html#bucket-notifications
 */
export const s3BucketNotifications = defineResource({
  type: 'Custom::S3BucketNotifications',
  properties: v.strictObject({
    BucketName: v.string(),
    NotificationConfiguration: v.pipe(
      notificationConfiguration,
      withoutOverlap((each: Configuration) => notificationsOf(each).rules),
    ),
  }),
  withoutEffect: {
    ServiceToken: 'the local cloud does itself what this provider would do',
    Managed: 'each run is a new deployment: there is no configuration to keep',
    SkipDestinationValidation: 'every call is allowed: IAM is not emulated',
  },
  refersTo: ({
    NotificationConfiguration: { LambdaFunctionConfigurations, QueueConfigurations, TopicConfigurations },
  }) =>
    Object.fromEntries([
      ...LambdaFunctionConfigurations.map((each, index) => [
        `NotificationConfiguration.LambdaFunctionConfigurations.${index}.LambdaFunctionArn`,
        each.LambdaFunctionArn,
      ]),
      ...QueueConfigurations.map((each, index) => [
        `NotificationConfiguration.QueueConfigurations.${index}.QueueArn`,
        each.QueueArn,
      ]),
      ...TopicConfigurations.map((each, index) => [
        `NotificationConfiguration.TopicConfigurations.${index}.TopicArn`,
        each.TopicArn,
      ]),
    ]),
  identify: ({ logicalId }) => ({ ref: logicalId, attributes: {} }),
  create({ properties }, s3: S3) {
    s3.notifier.configure(
      s3.deployedBucket(properties.BucketName),
      notificationsOf(properties.NotificationConfiguration),
    );
    return undefined;
  },
});

function notificationsOf(configuration: Configuration): BucketNotifications {
  const { LambdaFunctionConfigurations, QueueConfigurations, TopicConfigurations, EventBridgeConfiguration } =
    configuration;
  const all = [
    ...LambdaFunctionConfigurations.map((each) => ({ ...each, arn: each.LambdaFunctionArn })),
    ...QueueConfigurations.map((each) => ({ ...each, arn: each.QueueArn })),
    ...TopicConfigurations.map((each) => ({ ...each, arn: each.TopicArn })),
  ];
  return {
    rules: all.map(({ Id, Events, Filter, arn }) => ruleOf(Events, arn, Filter?.Key.FilterRules, Id)),
    eventBridge: EventBridgeConfiguration !== undefined,
  };
}
