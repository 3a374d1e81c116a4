import assert from 'node:assert/strict';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { mostConcurrent, startMappedQueue } from '../../../testing/mapped-queue.ts';

const behaviour = behavioursOf('Lambda with SQS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/lambda/latest/dg';

behaviour(
  'twenty messages behind a function of reserved concurrency 2 all succeed, and never more than two run at once',
  { source: `${guide}/services-sqs-scaling.html` },
  async (t) => {
    const { watch, send } = await startMappedQueue(t, {
      code: `exports.handler = () => new Promise((resolve) => setTimeout(resolve, 200));`,
      fn: { ReservedConcurrentExecutions: 2 },
      mapping: { BatchSize: 1 },
    });
    await send(Array.from({ length: 20 }, (_, index) => `${index}`));
    await watch.first('message-deleted', 'Queue', 20);
    assert.equal(mostConcurrent(watch), 2);
    assert.ok(watch.of('invocation-throttled').length > 0, 'five pollers are more than two');
    assert.ok(watch.of('message-received').every((each) => each.receiveCount === 1));
  },
);

behaviour(
  'a mapping’s maximum concurrency is never exceeded',
  { source: `${guide}/services-sqs-scaling.html` },
  async (t) => {
    const { watch, send } = await startMappedQueue(t, {
      code: `exports.handler = () => new Promise((resolve) => setTimeout(resolve, 50));`,
      mapping: { BatchSize: 1, ScalingConfig: { MaximumConcurrency: 3 } },
      settings: { timeScale: 0.001 },
    });
    await send(Array.from({ length: 30 }, (_, index) => `${index}`));
    await watch.first('message-deleted', 'Queue', 30);
    assert.equal(mostConcurrent(watch), 3);
    assert.deepEqual(watch.of('invocation-throttled'), []);
  },
);

behaviour(
  'polling starts with five batches at a time and adds up to 300 a minute while messages remain',
  {
    source: `${guide}/services-sqs-scaling.html`,
    fidelity: 'modelled',
    note: 'The setting timeScale shortens the minute; when it is quiet, five remain where AWS may go down to two.',
  },
  async (t) => {
    const parts = {
      code: `exports.handler = () => new Promise((resolve) => setTimeout(resolve, 100));`,
      mapping: { BatchSize: 1 },
    };
    const bodies = Array.from({ length: 24 }, (_, index) => `${index}`);
    // Nothing is added within a minute that is long enough.
    const slow = await startMappedQueue(t, { ...parts, settings: { timeScale: 1_000 } });
    await slow.send(bodies.slice(0, 12));
    await slow.watch.first('message-deleted', 'Queue', 12);
    assert.equal(mostConcurrent(slow.watch), 5);
    const fast = await startMappedQueue(t, { ...parts, settings: { timeScale: 0.01 } });
    await fast.send(bodies);
    await fast.watch.first('message-deleted', 'Queue', 24);
    assert.ok(mostConcurrent(fast.watch) > 5, `${mostConcurrent(fast.watch)} at once`);
  },
);

behaviour(
  'a throttled batch is held and tried again until its visibility timeout ends, which counts as one receive',
  { source: `${guide}/services-sqs-errorhandling.html` },
  async (t) => {
    const { watch, send } = await startMappedQueue(t, {
      fn: { ReservedConcurrentExecutions: 0, Timeout: 1 },
      queue: { VisibilityTimeout: 1 },
      mapping: { BatchSize: 1 },
    });
    await send(['a']);
    await watch.first('message-returned', 'Queue');
    const returned = watch.seen.findIndex((each) => each.type === 'message-returned');
    const before = watch.seen.slice(0, returned);
    assert.equal(before.filter((each) => each.type === 'message-received').length, 1);
    assert.ok(before.filter((each) => each.type === 'invocation-throttled').length >= 3);
  },
);
