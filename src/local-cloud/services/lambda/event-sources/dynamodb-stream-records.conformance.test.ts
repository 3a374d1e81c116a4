import assert from 'node:assert/strict';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { startTable, tableResource } from '../../../testing/dynamodb.ts';
import { printingRecords, startStream } from '../../../testing/dynamodb-stream.ts';
import { functionResource } from '../../../testing/templates.ts';

const behaviour = behavioursOf('Lambda with DynamoDB Streams', import.meta.filename);
const lambdaGuide = 'https://docs.aws.amazon.com/lambda/latest/dg';
const streamsPage = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html';
const oneShard = 'a stream has one shard here; on AWS one per partition, so that less is blocked';

for (const { viewType, images } of [
  { viewType: 'KEYS_ONLY', images: { NewImage: false, OldImage: false } },
  { viewType: 'NEW_IMAGE', images: { NewImage: true, OldImage: false } },
  { viewType: 'OLD_IMAGE', images: { NewImage: false, OldImage: true } },
  { viewType: 'NEW_AND_OLD_IMAGES', images: { NewImage: true, OldImage: true } },
]) {
  behaviour(`a record of a stream with ${viewType} carries just that`, { source: streamsPage }, async (t) => {
    const { put, hasSeen, batches } = await startStream(t, { viewType });
    await put({ id: 'a', n: 1 });
    await put({ id: 'a', n: 2 });
    await put({ id: 'end' });
    await hasSeen('end');
    const modified = batches()
      .flat()
      .find(({ eventName }) => eventName === 'MODIFY');
    assert.equal(modified?.dynamodb.StreamViewType, viewType);
    assert.deepEqual(modified?.dynamodb.Keys, { id: { S: 'a' } });
    assert.deepEqual(
      modified?.dynamodb.NewImage,
      images.NewImage ? { id: { S: 'a' }, n: { N: '2' } } : undefined,
    );
    assert.deepEqual(
      modified?.dynamodb.OldImage,
      images.OldImage ? { id: { S: 'a' }, n: { N: '1' } } : undefined,
    );
  });
}

behaviour(
  'every change appears once, in order: INSERT, MODIFY, REMOVE; a write that changes nothing does not appear',
  { source: streamsPage },
  async (t) => {
    const {
      put,
      update,
      delete: remove,
      batchWrite,
      transactWrite,
      TableName,
      hasSeen,
      batches,
    } = await startStream(t);
    await put({ id: 'a', tags: new Set(['x', 'y']) });
    await put({ tags: new Set(['y', 'x']), id: 'a' });
    await update({ id: 'a' }, { UpdateExpression: 'SET n = :n', ExpressionAttributeValues: { ':n': 1 } });
    await put({ id: 'a' }, { ConditionExpression: 'attribute_not_exists(id)' }).catch(() => undefined);
    await batchWrite({ PutRequest: { Item: { id: 'b' } } });
    await transactWrite({ TransactItems: [{ Delete: { TableName, Key: { id: 'a' } } }] });
    await remove({ id: 'missing' });
    await put({ id: 'end' });
    await hasSeen('end');
    const records = batches().flat();
    assert.deepEqual(
      records.map(({ eventName, dynamodb }) => `${eventName} ${dynamodb.Keys.id.S}`),
      ['INSERT a', 'MODIFY a', 'INSERT b', 'REMOVE a', 'INSERT end'],
    );
    const numbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
    assert.deepEqual(numbers, numbers.toSorted());
    assert.match(records[0]?.eventSourceARN ?? '', /:table\/Test-Table\/stream\//);
  },
);

behaviour(
  'a deletion by Time to Live appears with the identity of the service',
  {
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html',
  },
  async (t) => {
    const { put, hasSeen, batches, until } = await startStream(t, {
      table: { TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true } },
      timeScale: 0.001,
    });
    await put({ id: 'a', expires: Math.floor(Date.now() / 1000) - 1 });
    await until((event) => event.type === 'item-written' && event.change === 'removed');
    await put({ id: 'end' });
    await hasSeen('end');
    const removed = batches()
      .flat()
      .find(({ eventName }) => eventName === 'REMOVE');
    assert.deepEqual(removed?.userIdentity, { type: 'Service', principalId: 'dynamodb.amazonaws.com' });
  },
);

behaviour(
  'a batch is never larger than its size',
  { source: `${lambdaGuide}/services-ddb-params.html` },
  async (t) => {
    const { batchWrite, hasSeen, seen, put } = await startStream(t, { mapping: { BatchSize: 4 } });
    await batchWrite(
      ...Array.from({ length: 10 }, (_, index) => ({ PutRequest: { Item: { id: `${index}` } } })),
    );
    await put({ id: 'end' });
    await hasSeen('end');
    assert.ok(
      seen().every((batch) => batch.length <= 4),
      JSON.stringify(seen()),
    );
    assert.deepEqual(seen().flat(), [...'0123456789', 'end']);
  },
);

behaviour(
  'a batching window gathers records into one batch',
  { source: `${lambdaGuide}/with-ddb.html#dynamodb-polling-and-batching` },
  async (t) => {
    const { put, hasSeen, seen } = await startStream(t, { mapping: { MaximumBatchingWindowInSeconds: 1 } });
    await put({ id: 'a' });
    await put({ id: 'b' });
    await put({ id: 'c' });
    await hasSeen('c');
    assert.deepEqual(seen(), [['a', 'b', 'c']]);
  },
);

behaviour(
  'a shard is worked off one batch at a time; with ParallelizationFactor several, and each item keeps its order',
  {
    source: `${lambdaGuide}/with-ddb.html#dynamodb-polling-and-batching`,
    fidelity: 'modelled',
    note: oneShard,
  },
  async (t) => {
    const slow = `
      exports.handler = async (event) => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        console.log(JSON.stringify(event.Records));
      };`;
    for (const factor of [1, 4]) {
      const { update, hasSeen, batches, events } = await startStream(t, {
        code: slow,
        mapping: { ParallelizationFactor: factor, BatchSize: 1 },
      });
      for (let round = 1; round <= 3; round += 1) {
        for (const id of ['a', 'b', 'c', 'd', 'e', 'f'])
          await update(
            { id },
            { UpdateExpression: 'SET n = :n', ExpressionAttributeValues: { ':n': round } },
          );
      }
      for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) await hasSeen(id);
      while (batches().flat().length < 18) await new Promise((resolve) => setImmediate(resolve));
      let [running, most] = [0, 0];
      for (const { type } of events) {
        if (type === 'invocation-started') running += 1;
        if (type === 'invocation-ended') running -= 1;
        most = Math.max(most, running);
      }
      if (factor === 1) assert.equal(most, 1);
      else assert.ok(most > 1 && most <= factor, `${most} at once`);
      for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) {
        const rounds = batches()
          .flat()
          .filter(({ dynamodb }) => dynamodb.Keys.id.S === id)
          .map(({ dynamodb }) => (dynamodb.NewImage as { n: { N: string } }).n.N);
        assert.deepEqual(rounds, ['1', '2', '3']);
      }
    }
  },
);

behaviour(
  'filters let only the records in that fulfil one of them',
  { source: `${lambdaGuide}/with-ddb-filtering.html` },
  async (t) => {
    const {
      put,
      delete: remove,
      hasSeen,
      batches,
    } = await startStream(t, {
      mapping: {
        FilterCriteria: {
          Filters: [
            { Pattern: JSON.stringify({ dynamodb: { NewImage: { status: { S: ['sent'] } } } }) },
            { Pattern: JSON.stringify({ eventName: ['REMOVE'] }) },
          ],
        },
      },
    });
    await put({ id: 'a', status: 'open' });
    await put({ id: 'b', status: 'sent' });
    await remove({ id: 'a' });
    await put({ id: 'end', status: 'sent' });
    await hasSeen('end');
    assert.deepEqual(
      batches()
        .flat()
        .map(({ eventName, dynamodb }) => `${eventName} ${dynamodb.Keys.id.S}`),
      ['INSERT b', 'REMOVE a', 'INSERT end'],
    );
  },
);

behaviour(
  'two functions read one stream independently',
  { source: `${lambdaGuide}/with-ddb.html#events-dynamodb-simultaneous-readers` },
  async (t) => {
    const reader = (FunctionName: unknown) => ({
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
        FunctionName,
        StartingPosition: 'LATEST',
      },
    });
    const { put, eventually } = await startTable(
      t,
      tableResource({ StreamSpecification: { StreamViewType: 'KEYS_ONLY' } }),
      {
        resources: {
          One: functionResource(printingRecords),
          Other: functionResource(printingRecords),
          OneMapping: reader({ Ref: 'One' }),
          OtherMapping: reader({ Ref: 'Other' }),
        },
      },
    );
    await put({ id: 'a' });
    for (const resource of ['One', 'Other'])
      await eventually((event) => event.type === 'invocation-ended' && event.resource === resource);
  },
);
