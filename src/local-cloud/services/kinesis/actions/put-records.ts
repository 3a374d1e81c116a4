import * as v from 'valibot';
import { ApiServerError, asByDefault } from '../../../http/api-server.ts';
import { invalidArgument, validationError } from '../errors.ts';
import { hashKeyOf, lastHashKey } from '../hash-range.ts';
import type { NewRecord } from '../new-record.ts';
import { action, hashKey, nameOf, sequenceNumber, streamParameters } from './action.ts';

/** "The default value is 1024 KiB." Of the data and the partition key. */
const maxRecordBytes = 1_024 * 1_024;

/** "10 MiB for the entire request, including partition keys" */
const maxRequestBytes = 10 * 1_024 * 1_024;

const maxRecords = 500;

const entry = {
  Data: v.pipe(v.string(), v.base64('is no Base64')),
  PartitionKey: v.pipe(
    v.string(),
    v.minLength(1, 'failed to satisfy constraint: Member must have length greater than or equal to 1'),
    v.check(
      (key) => [...key].length <= 256,
      'failed to satisfy constraint: Member must have length less than or equal to 256',
    ),
  ),
  ExplicitHashKey: v.nullish(hashKey),
};

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html */
export const putRecord = action(
  v.strictObject({
    ...streamParameters,
    ...entry,
    // "Guarantees strictly increasing sequence numbers, for puts from the same client and to the same partition key": they
    // are so for all puts here.
    SequenceNumberForOrdering: v.nullish(sequenceNumber),
    DryRun: asByDefault(false),
  }),
  async (input, kinesis, caller) => {
    const stream = kinesis.streams.inService(nameOf(input));
    const record = newRecordOf(input);
    checkSize(record);
    await kinesis.suffer(stream, 'PutRecord', caller);
    const { sequenceNumber: number, shard } = kinesis.put(stream, record, caller);
    return { ShardId: shard.id, SequenceNumber: number, EncryptionType: 'NONE' };
  },
);

/**
 * "A single record failure does not stop the processing of subsequent records": each that is refused has an error of its
 * own in the answer. https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html
 */
export const putRecords = action(
  v.strictObject({
    ...streamParameters,
    Records: v.pipe(
      v.array(v.strictObject(entry)),
      v.minLength(1, 'failed to satisfy constraint: Member must have length greater than or equal to 1'),
      v.maxLength(
        maxRecords,
        `failed to satisfy constraint: Member must have length less than or equal to ${maxRecords}`,
      ),
    ),
    DryRun: asByDefault(false),
  }),
  async (input, kinesis, caller) => {
    const stream = kinesis.streams.inService(nameOf(input));
    const records = input.Records.map(newRecordOf);
    for (const each of records) checkSize(each);
    if (records.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) > maxRequestBytes)
      throw invalidArgument(`Records size exceeds ${maxRequestBytes} bytes limit.`);
    await kinesis.sufferWhole(stream, caller);
    const results = records.map((record) => {
      try {
        kinesis.sufferEach(stream, record, caller);
        const { sequenceNumber: number, shard } = kinesis.put(stream, record, caller);
        return { ShardId: shard.id, SequenceNumber: number };
      } catch (error) {
        if (!(error instanceof ApiServerError)) throw error;
        return { ErrorCode: error.code, ErrorMessage: error.message };
      }
    });
    return {
      FailedRecordCount: results.filter((each) => 'ErrorCode' in each).length,
      Records: results,
      EncryptionType: 'NONE',
    };
  },
);

function newRecordOf(input: {
  Data: string;
  PartitionKey: string;
  ExplicitHashKey?: string | null | undefined;
}): NewRecord {
  const { Data: data, PartitionKey: partitionKey, ExplicitHashKey: explicit } = input;
  const hash = explicit == null ? hashKeyOf(partitionKey) : BigInt(explicit);
  if (hash > lastHashKey)
    throw invalidArgument(`ExplicitHashKey ${explicit} is larger than the largest hash key ${lastHashKey}.`);
  return {
    partitionKey,
    data,
    sizeBytes: Buffer.byteLength(data, 'base64') + Buffer.byteLength(partitionKey),
    hashKey: hash,
  };
}

function checkSize({ sizeBytes }: NewRecord): void {
  if (sizeBytes > maxRecordBytes)
    throw validationError(
      `Value at 'data' failed to satisfy constraint: Member must have length less than or equal to ${maxRecordBytes}`,
    );
}
