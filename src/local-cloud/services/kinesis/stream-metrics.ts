import type { Metrics, Unit } from '../../kernel/metrics.ts';

/**
 * What Kinesis Data Streams publishes of streams, in the namespace AWS/Kinesis.
 * https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
 */
export class StreamMetrics {
  readonly #metrics: Metrics;

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  put(StreamName: string, bytes: number): void {
    this.#publish(StreamName, 'IncomingRecords', 1);
    this.#publish(StreamName, 'IncomingBytes', bytes, 'Bytes');
    this.#publish(StreamName, 'WriteProvisionedThroughputExceeded', 0);
  }

  refused(StreamName: string, direction: 'Read' | 'Write'): void {
    this.#publish(StreamName, `${direction}ProvisionedThroughputExceeded`, 1);
  }

  /** `ageMs`: of the last record that a call of GetRecords gave, of AWS's time; 0 when there is none. */
  read(
    StreamName: string,
    { records, bytes, ageMs }: { records: number; bytes: number; ageMs: number },
  ): void {
    this.#publish(StreamName, 'GetRecords.Records', records);
    this.#publish(StreamName, 'GetRecords.Bytes', bytes, 'Bytes');
    this.#publish(StreamName, 'GetRecords.Success', 1);
    this.#publish(StreamName, 'GetRecords.IteratorAgeMilliseconds', ageMs, 'Milliseconds');
    this.#publish(StreamName, 'ReadProvisionedThroughputExceeded', 0);
  }

  #publish(StreamName: string, name: string, value: number, unit: Unit = 'Count'): void {
    this.#metrics.publish({ namespace: 'AWS/Kinesis', name, value, unit }, { StreamName });
  }
}
