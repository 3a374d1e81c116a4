/** A record to put. */
export interface NewRecord {
  partitionKey: string;
  data: string;
  sizeBytes: number;
  /** Decides the shard. */
  hashKey: bigint;
}
