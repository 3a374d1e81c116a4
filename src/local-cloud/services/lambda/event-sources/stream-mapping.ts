import * as v from 'valibot';
import { type EventPattern, parseEventPattern } from '../../../kernel/event-pattern/event-pattern.ts';
import { boolean, decimal, integerBetween, workable } from '../../../kernel/property-schemas.ts';
import { defineEventSource } from './event-source-type.ts';
import { functionResponseTypes, mappingProperties } from './mapping-properties.ts';
import { longestFilterPattern, maxFilters } from './message-filter.ts';
import { StreamEventSource } from './stream-event-source.ts';

const filter = v.strictObject({
  Pattern: v.pipe(
    v.string(),
    v.maxLength(longestFilterPattern, `may have ${longestFilterPattern} characters`),
    workable((pattern: string) => checkData(parseEventPattern(pattern))),
  ),
});

/**
 * Throws an Error for conditions on the data as a whole: "Lambda throws an exception at the time of the event source mapping
 * creation or update. The filter pattern for data properties must be in a valid JSON format."
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html
 * https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html
 */
function checkData({ fields }: EventPattern): void {
  for (const name of ['data', 'dynamodb'])
    if (Array.isArray(fields.get(name)))
      throw new Error(`${name} must be an object of the fields in it, and not a list of conditions`);
}

/** -1 is without end. */
const orInfinite = (min: number, max: number) =>
  v.pipe(
    integerBetween(-1, max),
    v.check((value) => value === -1 || value >= min, `must be -1, or at least ${min}`),
  );

const isKinesis = (arn: string): boolean => arn.split(':')[2] === 'kinesis';

/** "Standard SQS queue or standard SNS topic" */
const onFailure = v.strictObject({
  Destination: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^$|^arn:aws:(sqs|sns):/, 'must be the ARN of a queue or a topic: others are not supported'),
    ),
  ),
});

/**
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html
 * https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html
 */
export const streamMapping = defineEventSource({
  kind: 'stream',
  properties: v.pipe(
    v.strictObject({
      ...mappingProperties,
      StartingPosition: v.picklist(['TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP']),
      StartingPositionTimestamp: v.optional(decimal),
      BatchSize: v.optional(integerBetween(1, 10_000), 100),
      MaximumBatchingWindowInSeconds: v.optional(integerBetween(0, 300), 0),
      ParallelizationFactor: v.optional(integerBetween(1, 10), 1),
      MaximumRetryAttempts: v.optional(orInfinite(0, 10_000), -1),
      MaximumRecordAgeInSeconds: v.optional(orInfinite(60, 604_800), -1),
      BisectBatchOnFunctionError: v.optional(boolean, false),
      TumblingWindowInSeconds: v.optional(integerBetween(0, 900), 0),
      FunctionResponseTypes: functionResponseTypes,
      FilterCriteria: v.optional(
        v.strictObject({
          Filters: v.optional(
            v.pipe(v.array(filter), v.maxLength(maxFilters, `may have ${maxFilters} filters`)),
            [],
          ),
        }),
        {},
      ),
      DestinationConfig: v.optional(v.strictObject({ OnFailure: v.optional(onFailure) }), {}),
    }),
    v.check(
      ({ StartingPosition, EventSourceArn }) =>
        StartingPosition !== 'AT_TIMESTAMP' || isKinesis(EventSourceArn),
      'StartingPosition AT_TIMESTAMP is for streams of Kinesis only',
    ),
    v.check(
      ({ StartingPosition, StartingPositionTimestamp }) =>
        (StartingPosition === 'AT_TIMESTAMP') === (StartingPositionTimestamp !== undefined),
      'StartingPositionTimestamp goes with StartingPosition AT_TIMESTAMP, and only with it',
    ),
    v.check(
      ({ StartingPositionTimestamp: seconds = 0 }) => seconds * 1000 <= Date.now(),
      'StartingPositionTimestamp cannot be in the future',
    ),
    v.check(
      ({ TumblingWindowInSeconds, ParallelizationFactor }) =>
        TumblingWindowInSeconds === 0 || ParallelizationFactor === 1,
      'TumblingWindowInSeconds together with a ParallelizationFactor above 1 is not supported',
    ),
  ),
  create({ properties }, lambda, { sources, clock, events, targets }) {
    const onFailureArn = properties.DestinationConfig.OnFailure?.Destination || undefined;
    if (onFailureArn !== undefined) targets.resolve(onFailureArn);
    const atLeast = (value: number) => (value === -1 ? undefined : value);
    const { StartingPosition: type, StartingPositionTimestamp: seconds = 0 } = properties;
    return new StreamEventSource({
      stream: sources.resolve(properties.EventSourceArn, 'stream'),
      fn: lambda.invocable(properties.FunctionName, { asynchronous: false }),
      startingPosition: type === 'AT_TIMESTAMP' ? { type, timestampMs: seconds * 1000 } : { type },
      batchSize: properties.BatchSize,
      batchWindowSeconds: properties.MaximumBatchingWindowInSeconds,
      parallelizationFactor: properties.ParallelizationFactor,
      maximumRetryAttempts: atLeast(properties.MaximumRetryAttempts),
      maximumRecordAgeSeconds: atLeast(properties.MaximumRecordAgeInSeconds),
      bisectBatchOnFunctionError: properties.BisectBatchOnFunctionError,
      reportBatchItemFailures: properties.FunctionResponseTypes.length > 0,
      tumblingWindowSeconds: properties.TumblingWindowInSeconds,
      filters: (properties.FilterCriteria.Filters ?? []).map(({ Pattern }) => parseEventPattern(Pattern)),
      onFailureArn,
      clock,
      events,
      targets,
    });
  },
});
