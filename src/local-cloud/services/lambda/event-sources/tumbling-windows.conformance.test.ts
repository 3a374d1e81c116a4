import assert from 'node:assert/strict';
import { SplitShardCommand } from '@aws-sdk/client-kinesis';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { startMappedStream } from '../../../testing/mapped-stream.ts';

const behaviour = behavioursOf('Lambda with Kinesis', import.meta.filename);
const source = 'https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html';
const modelled = {
  source,
  fidelity: 'modelled' as const,
  note: '“up to 2 minutes” without new records are always two minutes here, scaled by timeScale; the final invocation has no records',
};

/** Counts records; fails the first attempts at a record that says so. */
const counting = `
  const textOf = ({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString();
  let failures = 0;
  exports.handler = async ({ Records, ...rest }) => {
    const texts = Records.map(textOf);
    console.log(JSON.stringify({ texts, ...rest }));
    if (texts.includes('fails twice') && ++failures <= 2) throw new Error('again');
    if (texts.includes('no state')) return {};
    if (texts.includes('large')) return { state: { text: 'x'.repeat(1_048_576) } };
    return { state: { count: (rest.state.count ?? 0) + texts.length } };
  };`;

const mapping = { TumblingWindowInSeconds: 1, BatchSize: 2 };

behaviour(
  'the state goes from one batch of a window to the next, and in the end to an invocation without records',
  modelled,
  async (t) => {
    const { putAll, watch, seen, StreamARN } = await startMappedStream(t, {
      code: counting,
      mapping: { ...mapping, TumblingWindowInSeconds: 900 },
      // The rest of 15 minutes would be long: see the next behaviour for the end.
    });
    await putAll(...['a', 'b', 'c', 'd', 'e'].map((text) => ({ key: 'key', text })));
    await watch.until(() => seen().length === 3, 'three batches');
    assert.deepEqual(
      seen().map(({ texts, state }) => ({ texts, state })),
      [
        { texts: ['a', 'b'], state: {} },
        { texts: ['c', 'd'], state: { count: 2 } },
        { texts: ['e'], state: { count: 4 } },
      ],
    );
    const [{ window, shardId, isFinalInvokeForWindow, isWindowTerminatedEarly, ...rest }] = seen() as [
      ReturnType<typeof seen>[0] & { eventSourceARN?: string },
    ];
    assert.equal(Date.parse(window?.end ?? '') - Date.parse(window?.start ?? ''), 900_000);
    assert.equal(Date.parse(window?.start ?? '') % 900_000, 0);
    assert.match(window?.start ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal(shardId, 'shardId-000000000000');
    assert.equal(isFinalInvokeForWindow, false);
    assert.equal(isWindowTerminatedEarly, false);
    assert.equal(rest.eventSourceARN, StreamARN);
  },
);

behaviour(
  'a window ends when a record of a later one comes, or when nothing comes for up to two minutes',
  modelled,
  async (t) => {
    const { put, watch, seen } = await startMappedStream(t, { code: counting, mapping });
    const finals = () => seen().filter(({ isFinalInvokeForWindow }) => isFinalInvokeForWindow);
    const sentInTwoWindows = async () => {
      await put('a');
      const window = Math.floor(Date.now() / 1000);
      while (Math.floor(Date.now() / 1000) === window) await new Promise((resolve) => setImmediate(resolve));
      await put('b');
    };
    await sentInTwoWindows();
    await watch.until(() => finals().length === 2, 'both windows end');
    const [first, second] = finals();
    assert.deepEqual(first?.texts, []);
    assert.deepEqual(first?.state, { count: 1 });
    assert.deepEqual(second?.state, { count: 1 });
    assert.deepEqual(
      seen().map(({ texts }) => texts),
      [['a'], [], ['b'], []],
    );
    assert.ok(Date.parse(second?.window?.start ?? '') >= Date.parse(first?.window?.end ?? ''));
  },
);

behaviour('records are counted once, also when a batch is tried again', modelled, async (t) => {
  const { putAll, watch, seen } = await startMappedStream(t, { code: counting, mapping });
  await putAll(...['a', 'b', 'fails twice', 'c'].map((text) => ({ key: 'key', text })));
  await watch.until(
    () =>
      seen()
        .filter((each) => each.isFinalInvokeForWindow)
        .reduce((sum, { state }) => sum + (state?.count ?? 0), 0) === 4,
    'the sum of the final states is 4',
  );
  assert.equal(seen().filter(({ texts }) => texts.includes('fails twice')).length, 3);
});

behaviour('an answer without a state is a failed invocation', { source }, async (t) => {
  const { put, watch, seen } = await startMappedStream(t, {
    code: counting,
    mapping: { ...mapping, MaximumRetryAttempts: 1 },
  });
  await put('no state');
  await watch.first('event-given-up', 'Function');
  assert.equal(seen().filter(({ texts }) => texts.includes('no state')).length, 2);
});

behaviour('a state of more than 1 MB ends its window early', { source }, async (t) => {
  const { put, watch, seen } = await startMappedStream(t, {
    code: counting.replace(
      'JSON.stringify({ texts, ...rest })',
      'JSON.stringify({ texts, ...rest, state: Object.keys(rest.state) })',
    ),
    mapping: { ...mapping, TumblingWindowInSeconds: 900 },
  });
  await put('large');
  await watch.until(() => seen().length === 2, 'the window ends early');
  assert.equal(seen()[1]?.isFinalInvokeForWindow, true);
  assert.equal(seen()[1]?.isWindowTerminatedEarly, true);
  await put('after');
  await watch.until(() => seen().length === 3, 'the next record');
  assert.deepEqual(seen()[2]?.state, []);
});

behaviour(
  'when a shard ends its window does: "Tumbling window aggregations do not support resharding"',
  modelled,
  async (t) => {
    const { put, client, StreamName, active, watch, seen } = await startMappedStream(t, {
      code: counting,
      mapping: { ...mapping, TumblingWindowInSeconds: 900 },
    });
    await put('before');
    await client.send(
      new SplitShardCommand({
        StreamName,
        ShardToSplit: 'shardId-000000000000',
        NewStartingHashKey: String(2n ** 127n),
      }),
    );
    await active();
    await put('after');
    await watch.until(() => seen().length === 3, 'three invocations');
    const [, ended, after] = seen();
    assert.equal(ended?.isFinalInvokeForWindow, true);
    assert.deepEqual(ended?.state, { count: 1 });
    assert.deepEqual(after?.texts, ['after']);
    assert.deepEqual(after?.state, {});
  },
);
