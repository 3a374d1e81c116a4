import type { Clock } from '../../../kernel/clock.ts';
import type { StreamSource } from '../../../kernel/contracts/event-source.ts';
import type { EventTargets } from '../../../kernel/contracts/event-target.ts';
import type { EventPattern } from '../../../kernel/event-pattern/event-pattern.ts';
import type { EventStream } from '../../../kernel/events.ts';
import type { LambdaFunction } from '../lambda-function.ts';

/** Where a mapping begins to read; `AT_TIMESTAMP` in Unix ms. */
export type StartingPosition =
  | { type: 'TRIM_HORIZON' | 'LATEST' }
  | { type: 'AT_TIMESTAMP'; timestampMs: number };

/** What a mapping of a stream is set to, and what it works with. */
export interface StreamMappingOptions {
  stream: StreamSource;
  fn: Pick<LambdaFunction, 'logicalId' | 'arn' | 'version' | 'invoke'>;
  startingPosition: StartingPosition;
  batchSize: number;
  batchWindowSeconds: number;
  parallelizationFactor: number;
  /** Undefined: until the records expire. */
  maximumRetryAttempts: number | undefined;
  maximumRecordAgeSeconds: number | undefined;
  bisectBatchOnFunctionError: boolean;
  reportBatchItemFailures: boolean;
  /** 0: no tumbling windows. */
  tumblingWindowSeconds: number;
  /** A record that fulfils none is passed over; none at all let every record in. */
  filters: EventPattern[];
  onFailureArn: string | undefined;
  clock: Clock;
  events: EventStream;
  targets: EventTargets;
}
