import assert from 'node:assert/strict';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { warmUp } from '../../../testing/lambda.ts';
import { logged, mostConcurrent, startMappedQueue } from '../../../testing/mapped-queue.ts';

const behaviour = behavioursOf('Lambda with SQS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/lambda/latest/dg';

behaviour(
  'the messages of a FIFO group are processed in order, one batch at a time, and those of other groups meanwhile',
  { source: `${guide}/services-sqs-scaling.html` },
  async (t) => {
    const { watch, send } = await startMappedQueue(t, {
      code: `exports.handler = async ({ Records }) => {
        for (const each of Records) console.log(each.body);
        await new Promise((resolve) => setTimeout(resolve, 50));
      };`,
      queue: { FifoQueue: true, ContentBasedDeduplication: true },
      mapping: { BatchSize: 2 },
    });
    const bodies = Array.from({ length: 6 }, (_, index) => [`a${index}`, `b${index}`]).flat();
    await send(bodies, (body) => body.charAt(0));
    await watch.first('message-deleted', 'Queue', 12);
    for (const group of ['a', 'b']) {
      const ofGroup = (each: string) => each.startsWith(group);
      assert.deepEqual(logged(watch).filter(ofGroup), bodies.filter(ofGroup));
    }
    assert.equal(mostConcurrent(watch), 2);
  },
);

behaviour(
  'an error on a FIFO message holds back the rest of its group until it has been tried again',
  { source: `${guide}/services-sqs-scaling.html` },
  async (t) => {
    const { cloud, watch, send } = await startMappedQueue(t, {
      code: `let failed = false;
      exports.handler = async ({ Records }) => {
        for (const { body } of Records) {
          console.log(body);
          if (body === 'a1' && !failed) { failed = true; throw new Error('once'); }
        }
      };`,
      fn: { Timeout: 1 },
      queue: { FifoQueue: true, ContentBasedDeduplication: true, VisibilityTimeout: 1 },
      mapping: { BatchSize: 1 },
    });
    await warmUp(t, cloud);
    await send(['a1', 'a2'], () => 'a');
    await watch.first('message-deleted', 'Queue', 2);
    assert.deepEqual(logged(watch), ['a1', 'a1', 'a2']);
  },
);
