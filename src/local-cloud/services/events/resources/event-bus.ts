import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { busArn } from '../bus-name.ts';
import type { EventBridge } from '../event-bridge.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-eventbus.html */
export const eventsEventBus = defineResource({
  type: 'AWS::Events::EventBus',
  properties: v.strictObject({
    Name: v.pipe(
      v.string(),
      v.regex(/^[.\-_A-Za-z\d]{1,256}$/, 'must be 1 to 256 of a-z, A-Z, 0-9, ., - and _'),
      v.check(
        (text) => text !== 'default' && !text.startsWith('aws.'),
        'must be neither default nor begin with aws.',
      ),
    ),
  }),
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
  create({ logicalId, properties }, eventBridge: EventBridge) {
    eventBridge.createBus({ logicalId, name: properties.Name });
    return undefined;
  },
});
