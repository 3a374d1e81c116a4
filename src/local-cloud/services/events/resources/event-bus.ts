import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { busArn } from '../event-bridge.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-eventbus.html */
export const eventsEventBus = defineResource({
  type: 'AWS::Events::EventBus',
  properties: v.strictObject({ Name: v.string() }),
  withoutEffect: {
    Description: 'text for people',
    Tags: 'nothing here is billed or selected by tag',
    KmsKeyIdentifier: 'events stay in this process’s memory',
    DeadLetterConfig: 'it is for events that cannot be decrypted',
    LogConfig: 'deliveries are told in the stream of events',
    Policy: 'every call is allowed: IAM is not emulated',
  },
  faults: ['slow', 'fail', 'throttle', 'down'],
  identify: ({ properties: { Name } }) => ({ ref: Name, attributes: { Name, Arn: busArn(Name) } }),
  create({ logicalId, properties }, { eventBridge }) {
    eventBridge.createBus({ logicalId, name: properties.Name });
    return undefined;
  },
});
