export interface SqsSettings {
  /**
   * Factor on the retention period of every queue: AWS keeps messages for at least 60 seconds, a lab has not so long.
   * 1 is the period that the template says.
   */
  retentionScale: number;
  /** Messages of one queue that may be in flight. AWS: about 120,000, more on request. */
  sqsInFlightLimit: number;
}

export const sqsSettings: SqsSettings = { retentionScale: 1, sqsInFlightLimit: 120_000 };
