import assert from 'node:assert/strict';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { logged, startMappedQueue } from '../../../testing/mapped-queue.ts';

const behaviour = behavioursOf('Lambda with SQS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/lambda/latest/dg';

behaviour(
  'a function gets messages in a batch of up to ten, and when it succeeds they are deleted',
  { source: `${guide}/with-sqs.html` },
  async (t) => {
    const code = `exports.handler = async ({ Records }) => console.log(JSON.stringify(Records[0]));`;
    const { watch, send } = await startMappedQueue(t, { code });
    const [id] = await send(['{"order":1}']);
    await watch.first('message-deleted', 'Queue');
    const record = JSON.parse(logged(watch)[0] as string);
    assert.equal(record.messageId, id);
    assert.equal(record.body, '{"order":1}');
    assert.equal(record.eventSource, 'aws:sqs');
    assert.match(record.eventSourceARN, /^arn:aws:sqs:us-east-1:\d{12}:Test-Queue$/);
    assert.equal(record.attributes.ApproximateReceiveCount, '1');
    assert.deepEqual(watch.of('invocation-started')[0]?.causes, [id]);
  },
);

behaviour(
  'with a batch window, batches of more than ten messages are gathered from several receives',
  {
    source: `${guide}/services-sqs-configure.html`,
    fidelity: 'modelled',
    note: 'On a quiet queue AWS may wait up to 20 seconds, whatever the window.',
  },
  async (t) => {
    const code = `exports.handler = async ({ Records }) => console.log(Records.length);`;
    const { watch, send } = await startMappedQueue(t, {
      code,
      mapping: { BatchSize: 25, MaximumBatchingWindowInSeconds: 2, ScalingConfig: { MaximumConcurrency: 2 } },
    });
    await send(Array.from({ length: 50 }, (_, index) => `${index}`));
    await watch.first('message-deleted', 'Queue', 50);
    assert.ok(Math.max(...logged(watch).map(Number)) > 10, logged(watch).join());
  },
);

behaviour(
  'a batch whose messages exceed 6 MB reaches the function in several events',
  { source: `${guide}/services-sqs-configure.html` },
  async (t) => {
    const code = `exports.handler = async (event) => console.log(event.Records.length, JSON.stringify(event).length);`;
    const { watch, send } = await startMappedQueue(t, {
      code,
      mapping: { MaximumBatchingWindowInSeconds: 2, ScalingConfig: { MaximumConcurrency: 2 } },
    });
    const large = 'x'.repeat(1_000_000);
    for (let index = 0; index < 8; index += 1) await send([large]);
    await watch.first('message-deleted', 'Queue', 8);
    const events = logged(watch).map((line) => line.split(' ').map(Number));
    assert.ok(
      events.every(([, bytes]) => Number(bytes) <= 6 * 1024 * 1024),
      logged(watch).join(),
    );
    assert.ok(
      events.some(([records]) => Number(records) > 1),
      logged(watch).join(),
    );
  },
);

behaviour(
  'an execution environment that dies in the middle of a batch loses no message: all come again',
  { source: `${guide}/with-sqs.html` },
  async (t) => {
    const { watch, send } = await startMappedQueue(t, {
      code: `exports.handler = async ({ Records }) => {
        if (Records.some((each) => each.attributes.ApproximateReceiveCount === '1')) process.exit(1);
      };`,
      fn: { Timeout: 1 },
      queue: { VisibilityTimeout: 1 },
    });
    const ids = await send(['a', 'b', 'c']);
    await watch.first('message-deleted', 'Queue', 3);
    assert.deepEqual(
      watch
        .of('message-deleted')
        .map((each) => each.messageId)
        .sort(),
      ids.toSorted(),
    );
  },
);

behaviour(
  'a disabled mapping receives nothing',
  { source: `${guide}/services-sqs-parameters.html` },
  async (t) => {
    const { watch, send, cloud } = await startMappedQueue(t, { mapping: { Enabled: false } });
    await send(['a']);
    await cloud.close();
    assert.deepEqual(watch.of('message-received'), []);
  },
);
