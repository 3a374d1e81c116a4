import assert from 'node:assert/strict';
import { MergeShardsCommand, SplitShardCommand } from '@aws-sdk/client-kinesis';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { hashKeyIn, streamResource } from '../../../testing/kinesis.ts';
import { startMappedStream } from '../../../testing/mapped-stream.ts';
import { polledStream } from '../../../testing/polled-stream.ts';
import { functionResource } from '../../../testing/templates.ts';

const behaviour = behavioursOf('Lambda with Kinesis', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/lambda/latest/dg';

behaviour(
  'a record reaches the function with its key, number, data and time',
  { source: `${guide}/with-kinesis.html` },
  async (t) => {
    const { put, hasSeen, seen, StreamARN, watch } = await startMappedStream(t);
    const { SequenceNumber, ShardId } = await put('a', { PartitionKey: 'device-1' });
    await hasSeen('a');
    const record = seen()[0]?.first;
    const { approximateArrivalTimestamp, ...kinesis } = record.kinesis;
    assert.deepEqual(kinesis, {
      kinesisSchemaVersion: '1.0',
      partitionKey: 'device-1',
      sequenceNumber: SequenceNumber,
      data: Buffer.from('a').toString('base64'),
    });
    assert.ok(Math.abs(approximateArrivalTimestamp * 1000 - Date.now()) < 60_000);
    assert.equal(record.eventSource, 'aws:kinesis');
    assert.equal(record.eventName, 'aws:kinesis:record');
    assert.equal(record.eventID, `${ShardId}:${SequenceNumber}`);
    assert.equal(record.eventSourceARN, StreamARN);
    const [started] = watch.of('invocation-started', 'Function');
    assert.equal(started?.trigger, 'kinesis');
    assert.deepEqual(started?.causes, [watch.of('record-put')[0]?.eventId]);
    const [read] = watch.of('records-read', 'Function');
    assert.equal(read?.shardId, ShardId);
    assert.equal(read?.records, 1);
    assert.ok(read && read.iteratorAgeMs >= 0);
  },
);

behaviour(
  'a batch is never larger than its size, and has records of one shard only',
  { source: `${guide}/with-kinesis.html` },
  async (t) => {
    const { putAll, watch, seen } = await startMappedStream(t, {
      stream: { ShardCount: 2 },
      mapping: { BatchSize: 3 },
    });
    const records = Array.from({ length: 20 }, (_, index) => ({
      key: `${index}`,
      text: `${index % 2}-${index}`,
      hashKey: hashKeyIn(index % 2, 2),
    }));
    await putAll(...records);
    await watch.until(() => seen().flatMap(({ texts }) => texts).length === 20, 'all records');
    for (const { texts } of seen()) {
      assert.ok(texts.length <= 3);
      assert.equal(new Set(texts.map((text) => text[0])).size, 1);
    }
    for (const shard of ['0', '1'])
      assert.deepEqual(
        seen()
          .flatMap(({ texts }) => texts)
          .filter((text) => text[0] === shard),
        records.map(({ text }) => text).filter((text) => text[0] === shard),
      );
  },
);

behaviour(
  'a batching window gathers records into one batch',
  { source: `${guide}/with-kinesis.html` },
  async (t) => {
    const { put, hasSeen, batches } = await startMappedStream(t, {
      mapping: { MaximumBatchingWindowInSeconds: 1 },
    });
    for (const text of ['a', 'b', 'c']) await put(text);
    await hasSeen('c');
    assert.deepEqual(batches(), [['a', 'b', 'c']]);
  },
);

behaviour(
  'a shard is worked off one batch at a time; with ParallelizationFactor several, and each partition key keeps its order',
  { source: `${guide}/services-kinesis-create.html` },
  async (t) => {
    for (const factor of [1, 4]) {
      const { putAll, watch, batches } = await startMappedStream(t, {
        code: `
          exports.handler = async ({ Records }) => {
            await new Promise((resolve) => setTimeout(resolve, 30));
            console.log(JSON.stringify({
              texts: Records.map(({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString()) }));
          };`,
        mapping: { ParallelizationFactor: factor, BatchSize: 1 },
      });
      const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
      await putAll(...[1, 2, 3].flatMap((round) => keys.map((key) => ({ key, text: `${key}${round}` }))));
      await watch.until(() => batches().length === 18, '18 batches');
      let [running, most] = [0, 0];
      for (const { type } of watch.seen) {
        if (type === 'invocation-started') running += 1;
        if (type === 'invocation-ended') running -= 1;
        most = Math.max(most, running);
      }
      if (factor === 1) assert.equal(most, 1);
      else assert.ok(most > 1 && most <= factor, `${most} at once`);
      for (const key of keys)
        assert.deepEqual(
          batches()
            .flat()
            .filter((text) => text.startsWith(key)),
          [1, 2, 3].map((round) => `${key}${round}`),
        );
    }
  },
);

behaviour(
  'a mapping begins at the oldest record, after the newest, or at a time',
  { source: `${guide}/services-kinesis-parameters.html` },
  async (t) => {
    for (const { position, expected } of [
      { position: () => ({ type: 'TRIM_HORIZON' as const }), expected: ['early', 'late'] },
      { position: () => ({ type: 'LATEST' as const }), expected: ['late'] },
      { position: () => ({ type: 'AT_TIMESTAMP' as const, timestampMs: 0 }), expected: ['early', 'late'] },
      { position: () => ({ type: 'AT_TIMESTAMP' as const, timestampMs: Date.now() }), expected: ['late'] },
    ]) {
      const { put, poll, end } = polledStream(t);
      const seen: string[] = [];
      await put('key', 'early');
      // The next record comes at a later time.
      for (const early = Date.now(); Date.now() === early; )
        await new Promise((resolve) => setImmediate(resolve));
      const startingPosition = position();
      poll({ startingPosition }, async (records) => {
        seen.push(...records.map(({ text }) => text));
        return 'done';
      });
      await put('key', 'late');
      await end();
      assert.deepEqual(seen, expected, JSON.stringify(startingPosition));
    }
  },
);

behaviour(
  'filters look at the data of a record, when it is JSON',
  { source: `${guide}/with-kinesis-filtering.html` },
  async (t) => {
    const patterns = [{ data: { order: { type: ['buy'] } } }, { data: { sold: [{ exists: false }] } }];
    const { put, hasSeen, batches } = await startMappedStream(t, {
      mapping: {
        BatchSize: 1,
        FilterCriteria: { Filters: patterns.map((each) => ({ Pattern: JSON.stringify(each) })) },
      },
    });
    const order = (type: string) => JSON.stringify({ order: { type } });
    await put('{"sold":true}');
    await put('buy');
    await put('{"other":1}');
    await put(order('buy'));
    await hasSeen(order('buy'));
    assert.deepEqual(batches(), [['{"other":1}'], [order('buy')]]);
  },
);

behaviour(
  'a shard that was split is read to its end before its children are, and a merged one after both of its parents',
  {
    source: 'https://docs.aws.amazon.com/streams/latest/dev/kinesis-using-sdk-java-after-resharding.html',
    fidelity: 'modelled',
    note: 'the change takes a second, scaled by timeScale',
  },
  async (t) => {
    const { client, StreamName, put, active, watch, hasSeen, batches } = await startMappedStream(t, {
      code: `
        exports.handler = async ({ Records }) => {
          await new Promise((resolve) => setTimeout(resolve, 20));
          console.log(JSON.stringify({
            texts: Records.map(({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString()) }));
        };`,
      mapping: { BatchSize: 1 },
    });
    const low = { ExplicitHashKey: '0' };
    const high = { ExplicitHashKey: hashKeyIn(1, 2) };
    for (const text of ['1', '2', '3', '4']) await put(text, low);
    await client.send(
      new SplitShardCommand({
        StreamName,
        ShardToSplit: 'shardId-000000000000',
        NewStartingHashKey: String(2n ** 127n),
      }),
    );
    await active();
    await put('low', low);
    await put('high', high);
    await client.send(
      new MergeShardsCommand({
        StreamName,
        ShardToMerge: 'shardId-000000000001',
        AdjacentShardToMerge: 'shardId-000000000002',
      }),
    );
    await active();
    await put('merged', low);
    await hasSeen('merged');
    const order = batches().flat();
    assert.deepEqual(order.slice(0, 4), ['1', '2', '3', '4']);
    assert.deepEqual(order.slice(4, 6).sort(), ['high', 'low']);
    assert.equal(order[6], 'merged');
    assert.equal(watch.of('invocation-started').length, 7);
  },
);

for (const { what, mapping, says } of [
  {
    what: 'a time that is needed and missing',
    mapping: { StartingPosition: 'AT_TIMESTAMP' },
    says: /StartingPositionTimestamp goes with/,
  },
  {
    what: 'a time that nothing asks for',
    mapping: { StartingPositionTimestamp: 1 },
    says: /StartingPositionTimestamp goes with/,
  },
  {
    what: 'a time that is yet to come',
    mapping: {
      StartingPosition: 'AT_TIMESTAMP',
      StartingPositionTimestamp: Math.floor(Date.now() / 1000) + 3_600,
    },
    says: /StartingPositionTimestamp cannot be in the future/,
  },
  {
    what: 'tumbling windows of several batches at once',
    mapping: { TumblingWindowInSeconds: 10, ParallelizationFactor: 2 },
    says: /TumblingWindowInSeconds together with a ParallelizationFactor/,
  },
  {
    what: 'a window of more than 15 minutes',
    mapping: { TumblingWindowInSeconds: 901 },
    says: /at most 900/,
  },
  {
    what: 'a destination that is neither queue nor topic',
    mapping: {
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Function', 'Arn'] } } },
    },
    says: /must be the ARN of a queue or a topic/,
  },
  { what: 'no position', mapping: { StartingPosition: undefined }, says: /StartingPosition/ },
  {
    what: 'more than five filters',
    mapping: { FilterCriteria: { Filters: Array(6).fill({ Pattern: '{"partitionKey":["a"]}' }) } },
    says: /may have 5 filters/,
  },
  {
    what: 'a filter that compares the data as a whole',
    mapping: { FilterCriteria: { Filters: [{ Pattern: '{"data":["buy"]}' }] } },
    says: /data must be an object of the fields in it, and not a list of conditions/,
  },
  {
    what: 'a filter of more than 4,096 characters',
    mapping: { FilterCriteria: { Filters: [{ Pattern: `{"partitionKey":["${'x'.repeat(4_096)}"]}` }] } },
    says: /may have 4096 characters/,
  },
]) {
  behaviour(
    `a mapping with ${what} is refused`,
    { source: `${guide}/services-kinesis-parameters.html` },
    async (t) => {
      const Resources = {
        Stream: streamResource(),
        Function: functionResource('exports.handler = async () => {};'),
        Mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: {
            EventSourceArn: { 'Fn::GetAtt': ['Stream', 'Arn'] },
            FunctionName: { Ref: 'Function' },
            StartingPosition: 'LATEST',
            ...mapping,
          },
        },
      };
      await assert.rejects(startTemplate(t, { Resources }), says);
    },
  );
}
