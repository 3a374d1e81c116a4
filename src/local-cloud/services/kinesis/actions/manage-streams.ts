import * as v from 'valibot';
import { asByDefault } from '../../../http/api-server.ts';
import { invalidArgument, validationError } from '../errors.ts';
import { action, nameOf, streamName, streamParameters, whole } from './action.ts';
import { checkTags, tagMap } from './tags.ts';

const mode = v.strictObject({ StreamMode: v.picklist(['PROVISIONED', 'ON_DEMAND']) });

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html */
export const createStream = action(
  v.strictObject({
    StreamName: streamName,
    ShardCount: v.nullish(whole(1, 10_000)),
    StreamModeDetails: v.nullish(mode),
    Tags: v.nullish(tagMap, {}),
    MaxRecordSizeInKiB: v.nullish(v.literal(1024, 'must be 1024: larger records are not supported here')),
    WarmThroughputMiBps: v.nullish(v.never('is not supported here: leave it out')),
    // "USER_PARTITION_KEY … This is the default."
    RecordDistributionStrategy: asByDefault('USER_PARTITION_KEY'),
  }),
  async (input, kinesis) => {
    const { StreamMode = 'PROVISIONED' } = input.StreamModeDetails ?? {};
    if (StreamMode === 'PROVISIONED' && input.ShardCount == null)
      throw validationError('ShardCount is required for a stream of mode PROVISIONED');
    if (StreamMode === 'ON_DEMAND' && input.ShardCount != null)
      throw validationError('ShardCount is not supported for a stream of mode ON_DEMAND');
    const tags = checkTags(new Map(), input.Tags);
    const stream = kinesis.streams.create({
      name: input.StreamName,
      mode: StreamMode,
      shardCount: input.ShardCount ?? undefined,
    });
    for (const [key, value] of tags) stream.tags.set(key, value);
    void kinesis.streams.settle(stream, 'CREATING');
    return {};
  },
);

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeleteStream.html */
export const deleteStream = action(
  v.strictObject({ ...streamParameters, EnforceConsumerDeletion: v.nullish(v.boolean()) }),
  async (input, kinesis, caller) => {
    const stream = kinesis.streams.get(nameOf(input));
    await kinesis.suffer(stream, 'DeleteStream', caller);
    if (stream.status !== 'DELETING') void kinesis.streams.delete(stream);
    return {};
  },
);

const retention = v.strictObject({ ...streamParameters, RetentionPeriodHours: v.number() });

/** "365 days (8760 hours)" at most, "24 hours" at least. */
function checkHours(hours: number): void {
  if (!Number.isInteger(hours) || hours < 24 || hours > 8_760)
    throw invalidArgument(
      `Retention period ${hours} hours is not valid: it must be between 24 and 8760 hours, both included.`,
    );
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html */
export const increaseStreamRetentionPeriod = action(retention, async (input, kinesis, caller) => {
  const stream = kinesis.streams.active(nameOf(input));
  await kinesis.suffer(stream, 'IncreaseStreamRetentionPeriod', caller);
  const { RetentionPeriodHours: hours } = input;
  checkHours(hours);
  if (hours < stream.retentionHours)
    throw invalidArgument(
      `Requested retention period (${hours} hours) for stream ${stream.name} can not be shorter than existing retention period (${stream.retentionHours} hours). Use DecreaseStreamRetentionPeriod API.`,
    );
  stream.retentionHours = hours;
  return {};
});

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DecreaseStreamRetentionPeriod.html */
export const decreaseStreamRetentionPeriod = action(retention, async (input, kinesis, caller) => {
  const stream = kinesis.streams.active(nameOf(input));
  await kinesis.suffer(stream, 'DecreaseStreamRetentionPeriod', caller);
  const { RetentionPeriodHours: hours } = input;
  checkHours(hours);
  if (hours > stream.retentionHours)
    throw invalidArgument(
      `Requested retention period (${hours} hours) for stream ${stream.name} can not be longer than existing retention period (${stream.retentionHours} hours). Use IncreaseStreamRetentionPeriod API.`,
    );
  stream.retentionHours = hours;
  return {};
});
