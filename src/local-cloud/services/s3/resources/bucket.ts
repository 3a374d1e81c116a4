import * as v from 'valibot';
import { account } from '../../../kernel/account.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { DeployError } from '../../../kernel/errors.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import { homeRegion } from '../../../kernel/region.ts';
import { type Bucket, bucketArn, isBucketName, objectOwnerships } from '../bucket.ts';
import { S3Error } from '../errors.ts';
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

/** One configuration: `Event` is one event type, where the API has several. */
const configuration = {
  Event: eventType,
  Filter: v.optional(v.strictObject({ S3Key: v.strictObject({ Rules: filterRules }) })),
};

const notificationConfiguration = v.strictObject({
  LambdaConfigurations: v.optional(v.array(v.strictObject({ ...configuration, Function: functionArn })), []),
  QueueConfigurations: v.optional(v.array(v.strictObject({ ...configuration, Queue: queueArn })), []),
  TopicConfigurations: v.optional(v.array(v.strictObject({ ...configuration, Topic: topicArn })), []),
  EventBridgeConfiguration: v.optional(
    v.strictObject({
      EventBridgeEnabled: v.optional(
        v.union([
          v.boolean(),
          v.pipe(
            v.picklist(['true', 'false']),
            v.transform((text) => text === 'true'),
          ),
        ]),
        true,
      ),
    }),
  ),
});

type Configuration = v.InferOutput<typeof notificationConfiguration>;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const s3Bucket = defineResource({
  type: 'AWS::S3::Bucket',
  properties: v.strictObject({
    BucketName: v.optional(
      v.pipe(
        v.string(),
        v.check(
          isBucketName,
          'must be 3 to 63 small letters, digits, dots and hyphens, begin and end with a letter or digit, and have no beginning or end that S3 reserves',
        ),
      ),
    ),
    NotificationConfiguration: v.optional(
      v.pipe(
        notificationConfiguration,
        withoutOverlap((each: Configuration) => notificationsOf(each).rules),
      ),
    ),
    OwnershipControls: v.optional(
      v.strictObject({
        Rules: v.pipe(
          v.array(v.strictObject({ ObjectOwnership: v.picklist(objectOwnerships) })),
          v.length(1, 'must have one rule'),
        ),
      }),
    ),
    VersioningConfiguration: v.optional(
      v.strictObject({
        Status: v.picklist(['Suspended'], 'must be Suspended: versions of objects are not supported'),
      }),
    ),
  }),
  withoutEffect: {
    Tags: 'nothing here looks at the tags of a bucket',
    AccessControl: 'every call is allowed: IAM is not emulated',
    BucketEncryption: 'objects stay in this process’s memory',
    IntelligentTieringConfigurations: 'objects stay in this process’s memory',
    LifecycleConfiguration: 'objects end with the run, before they are a day old',
    MetricsConfigurations: 'there are no CloudWatch metrics here',
    PublicAccessBlockConfiguration: 'only programs of this machine can call it',
  },
  refersTo: ({
    NotificationConfiguration: {
      LambdaConfigurations = [],
      QueueConfigurations = [],
      TopicConfigurations = [],
    } = {},
  }) =>
    Object.fromEntries([
      ...LambdaConfigurations.map((each, index) => [
        `NotificationConfiguration.LambdaConfigurations.${index}.Function`,
        each.Function,
      ]),
      ...QueueConfigurations.map((each, index) => [
        `NotificationConfiguration.QueueConfigurations.${index}.Queue`,
        each.Queue,
      ]),
      ...TopicConfigurations.map((each, index) => [
        `NotificationConfiguration.TopicConfigurations.${index}.Topic`,
        each.Topic,
      ]),
    ]),
  faults: ['slow', 'fail', 'throttle', 'down'],
  identify({ logicalId, stackName, properties }) {
    const { region, urlSuffix } = account;
    // A name is unique in all Regions: AWS makes one up, and here it says the Region.
    const suffix = region === homeRegion ? '' : `-${region}`;
    const name =
      properties.BucketName ?? physicalName(stackName, logicalId, 63 - suffix.length).toLowerCase() + suffix;
    return {
      ref: name,
      attributes: {
        Arn: bucketArn(name),
        DomainName: `${name}.s3.${urlSuffix}`,
        RegionalDomainName: `${name}.s3.${region}.${urlSuffix}`,
        DualStackDomainName: `${name}.s3.dualstack.${region}.${urlSuffix}`,
      },
    };
  },
  create({ logicalId, properties, ref, attributes }, s3: S3, { addresses, endpoints }) {
    const bucket = created(ref, logicalId, s3);
    const [rule] = properties.OwnershipControls?.Rules ?? [];
    if (rule) bucket.ownership = rule.ObjectOwnership;
    for (const each of ['DomainName', 'RegionalDomainName', 'DualStackDomainName'])
      addresses.add(`https://${attributes[each]}`, `${endpoints.s3}/${ref}`);
    if (properties.NotificationConfiguration)
      s3.notifier.configure(bucket, notificationsOf(properties.NotificationConfiguration));
    return undefined;
  },
});

/** Throws a DeployError when there is a bucket of this name. */
function created(name: string, logicalId: string, s3: S3): Bucket {
  try {
    return s3.createBucket(name, logicalId);
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    throw new DeployError(
      `${logicalId}: there is a bucket ${name} already, in this Region or another.`,
      'Give each bucket a name of its own, or none.',
    );
  }
}

function notificationsOf(configuration: Configuration): BucketNotifications {
  const { LambdaConfigurations, QueueConfigurations, TopicConfigurations, EventBridgeConfiguration } =
    configuration;
  const all = [
    ...LambdaConfigurations.map((each) => ({ ...each, arn: each.Function })),
    ...QueueConfigurations.map((each) => ({ ...each, arn: each.Queue })),
    ...TopicConfigurations.map((each) => ({ ...each, arn: each.Topic })),
  ];
  return {
    rules: all.map(({ Event, Filter, arn }) => ruleOf([Event], arn, Filter?.S3Key.Rules, undefined)),
    eventBridge: EventBridgeConfiguration?.EventBridgeEnabled ?? false,
  };
}
