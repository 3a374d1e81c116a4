import assert from 'node:assert/strict';
import { DeployError } from '../../../kernel/errors.ts';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { type MappedQueueParts, mappedQueue } from '../../../testing/mapped-queue.ts';

const behaviour = behavioursOf('Lambda with SQS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/lambda/latest/dg';

const invalid: { what: string; parts: MappedQueueParts; says: RegExp }[] = [
  {
    what: 'a function timeout above the queue’s visibility timeout',
    parts: { fn: { Timeout: 31 }, queue: { VisibilityTimeout: 30 } },
    says: /Queue visibility timeout: 30 seconds is less than Function timeout: 31 seconds/,
  },
  {
    what: 'a batch size above 10 without a batch window',
    parts: { mapping: { BatchSize: 11 } },
    says: /Maximum batch window in seconds must be greater than 0/,
  },
  {
    what: 'a batch size above 10 for a FIFO queue',
    parts: { queue: { FifoQueue: true }, mapping: { BatchSize: 11 } },
    says: /FIFO/,
  },
  {
    what: 'a batch window for a FIFO queue',
    parts: { queue: { FifoQueue: true }, mapping: { MaximumBatchingWindowInSeconds: 1 } },
    says: /Batching window is not supported for FIFO queues/,
  },
  {
    what: 'more than five filters',
    parts: {
      mapping: {
        FilterCriteria: { Filters: Array.from({ length: 6 }, () => ({ Pattern: '{"body":["a"]}' })) },
      },
    },
    says: /6 filters/,
  },
  {
    what: 'a filter that is no event pattern',
    parts: { mapping: { FilterCriteria: { Filters: [{ Pattern: '{"body":{"a":"b"}}' }] } } },
    says: /Invalid filter pattern/,
  },
];

for (const { what, parts, says } of invalid) {
  behaviour(
    `${what} is refused when the mapping is created`,
    { source: `${guide}/services-sqs-configure.html` },
    async (t) => {
      await assert.rejects(
        startTemplate(t, mappedQueue(parts)),
        (error) => error instanceof DeployError && says.test(error.message),
      );
    },
  );
}
