import * as v from 'valibot';
import { SqsEventSource } from '../event-sources/sqs-event-source.ts';
import { boolean, integerBetween } from './property-schemas.ts';
import { defineResource } from './resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-eventsourcemapping.html */
export const lambdaEventSourceMapping = defineResource({
  type: 'AWS::Lambda::EventSourceMapping',
  properties: v.strictObject({
    EventSourceArn: v.pipe(
      v.string(),
      v.startsWith('arn:aws:sqs:', 'only SQS queues are supported as event source'),
    ),
    FunctionName: v.string(),
    Enabled: v.optional(boolean, true),
    BatchSize: v.optional(integerBetween(1, 10_000), 10),
    MaximumBatchingWindowInSeconds: v.optional(integerBetween(0, 300), 0),
    FunctionResponseTypes: v.optional(v.array(v.literal('ReportBatchItemFailures')), []),
    ScalingConfig: v.optional(
      v.strictObject({ MaximumConcurrency: v.optional(integerBetween(2, 1_000)) }),
      {},
    ),
  }),
  withoutEffect: { Tags: 'nothing here is billed or selected by tag' },
  identify: ({ logicalId }) => ({ ref: logicalId, attributes: { Id: logicalId } }),
  create({ properties }, { sqs, lambda, events }) {
    if (!properties.Enabled) return undefined;
    const source = new SqsEventSource({
      queue: sqs.queue(properties.EventSourceArn),
      fn: lambda.function(properties.FunctionName),
      batchSize: properties.BatchSize,
      batchWindowSeconds: properties.MaximumBatchingWindowInSeconds,
      reportBatchItemFailures: properties.FunctionResponseTypes.length > 0,
      maximumConcurrency: properties.ScalingConfig.MaximumConcurrency,
      events,
    });
    source.start();
    return () => source.stop();
  },
});
