import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import { boolean, integerBetween, workable } from '../../../kernel/property-schemas.ts';
import { type Sns, topicArn } from '../sns.ts';
import { checkSubscription } from '../topic-store.ts';
import { snsSubscriptionProperties, subscribe } from './subscription.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sns-topic.html */
export const snsTopic = defineResource({
  type: 'AWS::SNS::Topic',
  properties: v.strictObject({
    TopicName: v.optional(v.string()),
    DisplayName: v.optional(v.string()),
    MaximumMessageSize: v.optional(integerBetween(1_024, 1_048_576)),
    FifoTopic: v.optional(
      v.pipe(
        boolean,
        v.check((isFifo) => !isFifo, 'must be false: FIFO topics are not supported'),
      ),
    ),
    Subscription: v.optional(
      v.array(
        v.pipe(
          v.strictObject({ Protocol: snsSubscriptionProperties.Protocol, Endpoint: v.string() }),
          workable(({ Protocol, Endpoint }) => checkSubscription(Protocol, Endpoint, {})),
        ),
      ),
      [],
    ),
  }),
  withoutEffect: {
    Tags: 'nothing here is billed or selected by tag',
    KmsMasterKeyId: 'messages stay in this process’s memory',
    SignatureVersion: 'notifications carry no signature that could be verified',
    TracingConfig: 'there is no X-Ray here',
    DeliveryStatusLogging: 'deliveries are told in the stream of events',
  },
  faults: ['slow', 'fail', 'throttle', 'down'],
  identify({ logicalId, stackName, properties }) {
    const name = properties.TopicName ?? physicalName(stackName, logicalId, 256);
    return { ref: topicArn(name), attributes: { TopicArn: topicArn(name), TopicName: name } };
  },
  create({ logicalId, properties, ref, attributes }, sns: Sns, { targets }) {
    sns.createTopic({
      logicalId,
      name: attributes.TopicName as string,
      attributes: {
        ...(properties.DisplayName !== undefined && { DisplayName: properties.DisplayName }),
        ...(properties.MaximumMessageSize !== undefined && {
          MaximumMessageSize: String(properties.MaximumMessageSize),
        }),
      },
    });
    for (const each of properties.Subscription)
      subscribe({ logicalId, arn: undefined }, { ...each, TopicArn: ref }, sns, targets);
    return undefined;
  },
  remove({ ref }, sns: Sns) {
    sns.store.deleteTopic(ref);
  },
});
