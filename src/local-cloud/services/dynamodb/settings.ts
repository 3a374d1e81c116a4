export interface DynamoDbSettings {
  /**
   * Factor on the capacity of every table and index, on-demand ones too, so that a laptop can exceed what AWS takes:
   * with 0.01 a new on-demand table sustains 40 writes per second instead of 4,000.
   */
  dynamodbCapacityScale: number;
  /**
   * Seconds between the expiry of an item and its deletion by Time to Live, scaled by `timeScale`. AWS promises no more
   * than "within a few days".
   */
  dynamodbTimeToLiveDelaySeconds: number;
  /**
   * Seconds until a write is in the other replicas of a global table, scaled by `timeScale`. AWS: "typically within a second or
   * less".
   */
  dynamodbReplicationSeconds: number;
}

export const dynamodbSettings: DynamoDbSettings = {
  dynamodbCapacityScale: 1,
  dynamodbTimeToLiveDelaySeconds: 60,
  dynamodbReplicationSeconds: 0.5,
};
