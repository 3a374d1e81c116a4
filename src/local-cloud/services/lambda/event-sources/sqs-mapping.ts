import * as v from 'valibot';
import { DeployError } from '../../../kernel/errors.ts';
import { PatternError } from '../../../kernel/event-pattern/pattern-error.ts';
import { integerBetween } from '../../../kernel/property-schemas.ts';
import { defineEventSource } from './event-source-type.ts';
import { filterCriteria, functionResponseTypes, mappingProperties } from './mapping-properties.ts';
import { type MessageFilter, maxFilters, parseMessageFilters } from './message-filter.ts';
import { SqsEventSource } from './sqs-event-source.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html */
export const sqsMapping = defineEventSource({
  kind: 'queue',
  properties: v.strictObject({
    ...mappingProperties,
    BatchSize: v.optional(integerBetween(1, 10_000), 10),
    MaximumBatchingWindowInSeconds: v.optional(integerBetween(0, 300), 0),
    FunctionResponseTypes: functionResponseTypes,
    FilterCriteria: filterCriteria,
    ScalingConfig: v.optional(
      v.strictObject({ MaximumConcurrency: v.optional(integerBetween(2, 1_000)) }),
      {},
    ),
  }),
  create({ logicalId, properties }, lambda, { sources, clock, region }) {
    const queue = sources.resolve(properties.EventSourceArn, 'queue');
    const fn = lambda.invocable(properties.FunctionName, { asynchronous: false });
    const { BatchSize: batchSize, MaximumBatchingWindowInSeconds: batchWindowSeconds } = properties;
    const { timeoutSeconds } = fn.configuration;
    const refuse = (problem: string, remedy: string) =>
      new DeployError(`${logicalId}: InvalidParameterValueException: ${problem}`, remedy);
    if (batchSize > 10 && batchWindowSeconds === 0 && !queue.isFifo) {
      throw refuse(
        'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
        'Set MaximumBatchingWindowInSeconds to 1 or more.',
      );
    }
    if (queue.isFifo && batchSize > 10)
      throw refuse('The batch size of a FIFO queue is at most 10', 'Set BatchSize to 10 or less.');
    if (queue.isFifo && batchWindowSeconds > 0) {
      throw refuse(
        'Batching window is not supported for FIFO queues',
        'Leave MaximumBatchingWindowInSeconds out.',
      );
    }
    if (timeoutSeconds > queue.visibilityTimeoutSeconds) {
      throw refuse(
        `Queue visibility timeout: ${queue.visibilityTimeoutSeconds} seconds is less than Function timeout: ${timeoutSeconds} seconds`,
        'Give the queue a visibility timeout of six times the function’s timeout.',
      );
    }
    return new SqsEventSource({
      queue,
      fn,
      functionConcurrency: () => fn.deployed.reservedConcurrency ?? lambda.limits.account,
      batchSize,
      batchWindowSeconds,
      reportBatchItemFailures: properties.FunctionResponseTypes.length > 0,
      maximumConcurrency: properties.ScalingConfig.MaximumConcurrency,
      backOffMs: lambda.pollerBackOffMs,
      filter: filterOf(properties.FilterCriteria.Filters, refuse),
      clock,
      region,
    });
  },
});

function filterOf(
  filters: { Pattern: string }[],
  refuse: (problem: string, remedy: string) => DeployError,
): MessageFilter {
  if (filters.length > maxFilters)
    throw refuse(`${filters.length} filters exceed the quota of ${maxFilters}`, 'Join some with $or.');
  try {
    return parseMessageFilters(filters.map((each) => each.Pattern));
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw refuse(`Invalid filter pattern definition: ${error.message}`, 'Mend the FilterCriteria.');
  }
}
