import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { DeployError } from '../cloud.ts';
import type { CloudSettings } from '../settings.ts';
import { startTemplate } from '../testing/assembly.ts';
import { behavioursOf } from '../testing/behaviour.ts';
import { clientsOf } from '../testing/clients.ts';
import { functionResource, queueMapping, queueResource } from '../testing/templates.ts';
import { Watch } from '../testing/watch.ts';

const behaviour = behavioursOf('Lambda with SQS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/lambda/latest/dg';

interface Parts {
  code?: string;
  fn?: Record<string, unknown>;
  queue?: Record<string, unknown>;
  mapping?: Record<string, unknown>;
  settings?: Partial<CloudSettings>;
}

const template = ({ code = 'exports.handler = async () => {};', fn, queue, mapping }: Parts) => ({
  Resources: {
    Queue: queueResource(queue),
    Function: functionResource(code, fn),
    Mapping: queueMapping(mapping),
  },
  Outputs: { Queue: { Value: { Ref: 'Queue' } } },
});

/** A cloud of the queue `Queue`, mapped to `Function`. `send` sends batches of ten and gives the ids in order. */
async function start(t: TestContext, parts: Parts) {
  const cloud = await startTemplate(t, template(parts), parts.settings);
  const { sqs } = clientsOf(t, cloud);
  const watch = new Watch(cloud);
  const send = async (bodies: string[], groupOf?: (body: string) => string): Promise<string[]> => {
    const ids: string[] = [];
    for (let first = 0; first < bodies.length; first += 10) {
      const Entries = bodies.slice(first, first + 10).map((MessageBody, index) => ({
        Id: String(index),
        MessageBody,
        ...(groupOf && { MessageGroupId: groupOf(MessageBody) }),
      }));
      const { Successful = [] } = await sqs.send(
        new SendMessageBatchCommand({ QueueUrl: cloud.outputs.Queue, Entries }),
      );
      for (const index of Entries.keys())
        ids.push(Successful.find((each) => each.Id === String(index))?.MessageId as string);
    }
    return ids;
  };
  return { cloud, watch, send };
}

const logged = (watch: Watch) =>
  watch
    .of('log-line', 'Function')
    .filter((each) => each.stream === 'stdout')
    .map((each) => each.line);

/** How many invocations ran at the same time at most. */
function mostConcurrent(watch: Watch): number {
  let running = 0;
  let most = 0;
  for (const { type } of watch.seen) {
    if (type === 'invocation-started') most = Math.max(most, ++running);
    if (type === 'invocation-ended') running -= 1;
  }
  return most;
}

behaviour(
  'a function gets messages in a batch of up to ten, and when it succeeds they are deleted',
  { source: `${guide}/with-sqs.html` },
  async (t) => {
    const code = `exports.handler = async ({ Records }) => console.log(JSON.stringify(Records[0]));`;
    const { watch, send } = await start(t, { code });
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
    const { watch, send } = await start(t, {
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
    const { watch, send } = await start(t, {
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

const invalid: { what: string; parts: Parts; says: RegExp }[] = [
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
        startTemplate(t, template(parts)),
        (error) => error instanceof DeployError && says.test(error.message),
      );
    },
  );
}

behaviour(
  'messages that no filter lets through are deleted without an invocation',
  { source: `${guide}/invocation-eventfiltering.html` },
  async (t) => {
    const { watch, send } = await start(t, {
      code: `exports.handler = async ({ Records }) => { for (const each of Records) console.log(each.body); };`,
      mapping: {
        FilterCriteria: {
          Filters: [
            { Pattern: '{"body":{"kind":["order"],"total":[{"numeric":[">",10]}]}}' },
            { Pattern: '{"body":{"kind":["refund"]}}' },
          ],
        },
      },
    });
    const bodies = [
      '{"kind":"order","total":11}',
      '{"kind":"order","total":10}',
      '{"kind":"refund"}',
      'no JSON',
    ];
    const ids = await send(bodies);
    await watch.first('message-deleted', 'Queue', 4);
    assert.deepEqual(logged(watch).sort(), [bodies[0], bodies[2]]);
    assert.deepEqual(
      watch
        .of('message-deleted')
        .filter((each) => each.reason === 'filtered')
        .map((each) => ids.indexOf(each.messageId))
        .sort(),
      [1, 3],
    );
  },
);

const responses: { what: string; returns: string; deleted: number }[] = [
  { what: 'an empty list', returns: '{ batchItemFailures: [] }', deleted: 2 },
  { what: 'a null list', returns: '{ batchItemFailures: null }', deleted: 2 },
  { what: 'an empty response', returns: '{}', deleted: 2 },
  { what: 'a null response', returns: 'null', deleted: 2 },
  { what: 'the identifier of one', returns: '{ batchItemFailures: [{ itemIdentifier: id }] }', deleted: 1 },
  { what: 'an empty identifier', returns: `{ batchItemFailures: [{ itemIdentifier: '' }] }`, deleted: 0 },
  { what: 'a null identifier', returns: '{ batchItemFailures: [{ itemIdentifier: null }] }', deleted: 0 },
  { what: 'an identifier with a bad key name', returns: '{ batchItemFailures: [{ id }] }', deleted: 0 },
  {
    what: 'an identifier of no message',
    returns: `{ batchItemFailures: [{ itemIdentifier: 'x' }] }`,
    deleted: 0,
  },
];

for (const { what, returns, deleted } of responses) {
  const outcome = ['a complete failure', 'a partial success', 'a complete success'][deleted];
  behaviour(
    `with partial batch responses, ${what} is ${outcome}`,
    { source: `${guide}/services-sqs-errorhandling.html` },
    async (t) => {
      const { watch, send } = await start(t, {
        code: `exports.handler = async ({ Records }) => { const id = Records[0].messageId; return ${returns}; };`,
        mapping: { FunctionResponseTypes: ['ReportBatchItemFailures'], BatchSize: 2 },
      });
      await send(['a', 'b']);
      await watch.first('invocation-ended');
      // What is deleted is deleted before anything else happens.
      await setImmediate();
      assert.equal(watch.of('message-deleted').length, deleted);
    },
  );
}

behaviour(
  'without ReportBatchItemFailures a list of failures is ignored: all messages are deleted',
  { source: `${guide}/services-sqs-errorhandling.html` },
  async (t) => {
    const { watch, send } = await start(t, {
      code: `exports.handler = async ({ Records }) => ({ batchItemFailures: [{ itemIdentifier: Records[0].messageId }] });`,
    });
    await send(['a']);
    await watch.first('message-deleted', 'Queue');
  },
);

behaviour(
  'twenty messages behind a function of reserved concurrency 2 all succeed, and never more than two run at once',
  { source: `${guide}/services-sqs-scaling.html` },
  async (t) => {
    const { watch, send } = await start(t, {
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
    const { watch, send } = await start(t, {
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
    const slow = await start(t, { ...parts, settings: { timeScale: 1_000 } });
    await slow.send(bodies.slice(0, 12));
    await slow.watch.first('message-deleted', 'Queue', 12);
    assert.equal(mostConcurrent(slow.watch), 5);
    const fast = await start(t, { ...parts, settings: { timeScale: 0.01 } });
    await fast.send(bodies);
    await fast.watch.first('message-deleted', 'Queue', 24);
    assert.ok(mostConcurrent(fast.watch) > 5, `${mostConcurrent(fast.watch)} at once`);
  },
);

behaviour(
  'a throttled batch is held and tried again until its visibility timeout ends, which counts as one receive',
  { source: `${guide}/services-sqs-errorhandling.html` },
  async (t) => {
    const { watch, send } = await start(t, {
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

behaviour(
  'the messages of a FIFO group are processed in order, one batch at a time, and those of other groups meanwhile',
  { source: `${guide}/services-sqs-scaling.html` },
  async (t) => {
    const { watch, send } = await start(t, {
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
    const { watch, send } = await start(t, {
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
    await send(['a1', 'a2'], () => 'a');
    await watch.first('message-deleted', 'Queue', 2);
    assert.deepEqual(logged(watch), ['a1', 'a1', 'a2']);
  },
);

behaviour(
  'a disabled mapping receives nothing',
  { source: `${guide}/services-sqs-parameters.html` },
  async (t) => {
    const { watch, send, cloud } = await start(t, { mapping: { Enabled: false } });
    await send(['a']);
    await cloud.close();
    assert.deepEqual(watch.of('message-received'), []);
  },
);

behaviour(
  'an execution environment that dies in the middle of a batch loses no message: all come again',
  { source: `${guide}/with-sqs.html` },
  async (t) => {
    const { watch, send } = await start(t, {
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
