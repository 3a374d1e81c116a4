import type { ReadRecord } from '../shared/stream.ts';

/** Where in a stream the records are that Lambda gave up: https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html */
export interface Note {
  shardId: string;
  startSequenceNumber: string;
  endSequenceNumber: string;
}

/** What a message of the on-failure destination says of their place. */
export const noteOf = (body: string): Note => JSON.parse(body).KinesisBatchInfo;

/** The records of a stream that a note names. */
export function recordsOf(note: Note, records: readonly ReadRecord[]): ReadRecord[] {
  const [first, last] = [BigInt(note.startSequenceNumber), BigInt(note.endSequenceNumber)];
  return records.filter(({ shardId, sequenceNumber }) => {
    const number = BigInt(sequenceNumber);
    return shardId === note.shardId && first <= number && number <= last;
  });
}
