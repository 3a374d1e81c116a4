import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import { integerBetween } from '../../../kernel/property-schemas.ts';
import type { Kinesis } from '../kinesis.ts';
import { streamArn } from '../stream.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-stream.html */
export const kinesisStream = defineResource({
  type: 'AWS::Kinesis::Stream',
  properties: v.pipe(
    v.strictObject({
      Name: v.optional(
        v.pipe(v.string(), v.regex(/^[a-zA-Z0-9_.-]{1,128}$/, 'must be 1 to 128 letters, digits and _ . -')),
      ),
      ShardCount: v.optional(integerBetween(1, 10_000)),
      RetentionPeriodHours: v.optional(integerBetween(24, 8_760), 24),
      StreamModeDetails: v.optional(
        v.strictObject({ StreamMode: v.picklist(['PROVISIONED', 'ON_DEMAND']) }),
        { StreamMode: 'PROVISIONED' },
      ),
      MaxRecordSizeInKiB: v.optional(
        v.pipe(
          integerBetween(1_024, 10_240),
          v.check((size) => size === 1_024, 'must be 1024: larger records are not supported'),
        ),
      ),
      Tags: v.optional(v.array(v.strictObject({ Key: v.string(), Value: v.string() })), []),
    }),
    v.check(
      ({ ShardCount, StreamModeDetails }) =>
        (StreamModeDetails.StreamMode === 'PROVISIONED') === (ShardCount !== undefined),
      'needs a ShardCount in the mode PROVISIONED, and takes none in the mode ON_DEMAND',
    ),
  ),
  withoutEffect: {
    StreamEncryption: 'records stay in this process’s memory',
    DesiredShardLevelMetrics: 'there are metrics of a stream, and none of its shards',
  },
  faults: ['slow', 'fail', 'throttle', 'down'],
  identify({ logicalId, stackName, properties }) {
    const name = properties.Name ?? physicalName(stackName, logicalId, 128);
    return { ref: name, attributes: { Arn: streamArn(name) } };
  },
  create({ logicalId, properties, ref }, kinesis: Kinesis) {
    const stream = kinesis.streams.create({
      name: ref,
      logicalId,
      mode: properties.StreamModeDetails.StreamMode,
      shardCount: properties.ShardCount,
    });
    stream.retentionHours = properties.RetentionPeriodHours;
    for (const { Key, Value } of properties.Tags) stream.tags.set(Key, Value);
    stream.status = 'ACTIVE';
    return undefined;
  },
});
