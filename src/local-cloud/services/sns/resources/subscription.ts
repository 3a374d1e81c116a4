import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { EventTargets } from '../../../kernel/contracts/event-target.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { boolean, workable } from '../../../kernel/property-schemas.ts';
import { isOnlyTold, protocols } from '../endpoint.ts';
import type { Sns } from '../sns.ts';
import { checkSubscription } from '../topic-store.ts';

export const snsSubscriptionProperties = {
  TopicArn: v.string(),
  Protocol: v.picklist(
    protocols,
    `must be one of ${protocols.join(', ')}: other protocols are not supported`,
  ),
  Endpoint: v.string(),
};

const properties = v.pipe(
  v.strictObject({
    ...snsSubscriptionProperties,
    RawMessageDelivery: v.optional(boolean),
    FilterPolicy: v.optional(v.record(v.string(), v.unknown())),
    FilterPolicyScope: v.optional(v.picklist(['MessageAttributes', 'MessageBody'])),
    RedrivePolicy: v.optional(v.strictObject({ deadLetterTargetArn: v.string() })),
  }),
  workable(({ TopicArn: _, Protocol, Endpoint, ...rest }) =>
    checkSubscription(Protocol, Endpoint, attributesOf(rest)),
  ),
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sns-subscription.html */
export const snsSubscription = defineResource({
  type: 'AWS::SNS::Subscription',
  properties,
  withoutEffect: {
    Region: 'there is one Region',
    DeliveryPolicy: 'it is for web servers, and nothing leaves this machine',
  },
  refersTo: ({ TopicArn, Protocol, Endpoint, RedrivePolicy }) => ({
    TopicArn,
    Endpoint: isOnlyTold(Protocol) ? undefined : Endpoint,
    'RedrivePolicy.deadLetterTargetArn': RedrivePolicy?.deadLetterTargetArn,
  }),
  identify: ({ properties }) => {
    const arn = `${properties.TopicArn}:${randomUUID()}`;
    return { ref: arn, attributes: { Arn: arn } };
  },
  create({ logicalId, properties, ref }, sns: Sns, { targets }) {
    subscribe({ logicalId, arn: ref }, properties, sns, targets);
    return undefined;
  },
  remove({ ref }, sns: Sns) {
    sns.store.unsubscribe(ref);
  },
});

/** Throws a DeployError when the topic, the endpoint or the dead-letter queue is not there. */
export function subscribe(
  identity: { logicalId: string; arn: string | undefined },
  settings: v.InferOutput<typeof properties>,
  sns: Sns,
  targets: EventTargets,
): void {
  const { TopicArn, Protocol, Endpoint, ...rest } = settings;
  if (!isOnlyTold(Protocol)) targets.resolve(Endpoint);
  if (rest.RedrivePolicy) targets.resolve(rest.RedrivePolicy.deadLetterTargetArn);
  const attributes = attributesOf(rest);
  sns.subscribe({ ...identity, topicArn: TopicArn, protocol: Protocol, endpoint: Endpoint, attributes });
}

/** As the API has them. */
function attributesOf(settings: Record<string, unknown>): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(settings))
    if (value !== undefined)
      attributes[name] = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return attributes;
}
