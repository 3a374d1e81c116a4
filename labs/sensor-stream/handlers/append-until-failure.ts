import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { append } from './append.ts';

/** Works on the readings of a batch one after the other, and says at which it stopped: what came before is done. */
export async function handler({ Records }: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> {
  for (const record of Records) {
    try {
      await append(record);
    } catch (error) {
      console.error(error);
      return { batchItemFailures: [{ itemIdentifier: record.kinesis.sequenceNumber }] };
    }
  }
  return { batchItemFailures: [] };
}
