import type { SourceRecord, StreamSource } from '../../../kernel/contracts/event-source.ts';
import type { InvocationResult } from '../../../kernel/contracts/invocation.ts';

/** Why records are given up. */
export type DiscardCondition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

/**
 * What an on-failure destination gets: where the records are in the stream, not the records.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 * https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export function discardedRecordsOf(options: {
  stream: StreamSource;
  shardId: string;
  batch: SourceRecord[];
  functionArn: string;
  version: string;
  condition: DiscardCondition;
  invokeCount: number;
  requestId: string;
  /** Of the last attempt, when there was one. */
  result: InvocationResult | undefined;
}): Record<string, unknown> {
  const { stream, batch, result } = options;
  const [first, last] = [batch[0], batch.at(-1)];
  const arrival = (record: SourceRecord | undefined) =>
    new Date(record?.createdAtMs ?? 0).toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    requestContext: {
      requestId: options.requestId,
      functionArn: options.functionArn,
      condition: options.condition,
      approximateInvokeCount: options.invokeCount,
    },
    ...(result && {
      responseContext: {
        statusCode: 200,
        executedVersion: options.version,
        ...('error' in result && { functionError: 'Unhandled' }),
      },
    }),
    version: '1.0',
    timestamp: new Date().toISOString(),
    [stream.batchInfoName]: {
      shardId: options.shardId,
      startSequenceNumber: first?.sequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
      approximateArrivalOfFirstRecord: arrival(first),
      approximateArrivalOfLastRecord: arrival(last),
      batchSize: batch.length,
      streamArn: stream.arn,
    },
  };
}
