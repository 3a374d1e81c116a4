/** What one shard takes and gives in a second of the cloud's clock. */
export interface ShardLimits {
  writeRecords: number;
  /** Of records with their partition keys. */
  writeBytes: number;
  /** Calls of GetRecords. */
  reads: number;
  readBytes: number;
}

export interface KinesisSettings {
  /**
   * Per shard and second. AWS: 1,000 records or 1 MiB in, 5 calls or 2 MiB out. A run with small numbers of records may
   * set less, and says so.
   */
  kinesisShardLimits: ShardLimits;
}

/** https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
export const kinesisSettings: KinesisSettings = {
  kinesisShardLimits: { writeRecords: 1_000, writeBytes: 1_048_576, reads: 5, readBytes: 2_097_152 },
};
