import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { startTable, tableResource } from '../../../testing/dynamodb.ts';

const behaviour = behavioursOf('DynamoDB Streams', import.meta.filename);
const api = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference';

interface Refusal extends Error {
  status: number;
}

/** A table with a stream, and calls of the streams' API as it goes over the wire. */
async function start(t: TestContext, options: { viewType?: string; timeScale?: number } = {}) {
  const table = tableResource({
    StreamSpecification: { StreamViewType: options.viewType ?? 'NEW_AND_OLD_IMAGES' },
  });
  const bench = await startTable(t, table, {
    ...(options.timeScale !== undefined && { settings: { timeScale: options.timeScale } }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: answers of four operations
  const call = async (operation: string, input: object): Promise<any> => {
    const answer = await fetch(bench.cloud.endpoints.dynamodb, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
        authorization:
          'AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: JSON.stringify(input),
    });
    const body = (await answer.json()) as { __type?: string; message?: string };
    if (answer.ok) return body;
    const error: Refusal = Object.assign(new Error(body.message), { status: answer.status });
    error.name = body.__type?.split('#').at(-1) ?? '';
    throw error;
  };
  const { Streams } = await call('ListStreams', {});
  const StreamArn: string = Streams[0].StreamArn;
  const { StreamDescription } = await call('DescribeStream', { StreamArn });
  const ShardId: string = StreamDescription.Shards[0].ShardId;
  const iterator = async (ShardIteratorType: string, more: object = {}): Promise<string> =>
    (await call('GetShardIterator', { StreamArn, ShardId, ShardIteratorType, ...more })).ShardIterator;
  return { ...bench, call, StreamArn, ShardId, StreamDescription, iterator };
}

const idsOf = (records: { dynamodb: { Keys: { id: { S: string } } } }[]) =>
  records.map(({ dynamodb }) => dynamodb.Keys.id.S);

behaviour(
  'a stream is listed and described with its table, view type, key and shard',
  {
    source: `${api}/API_streams_DescribeStream.html`,
    fidelity: 'modelled',
    note: 'a stream has one shard here; AWS makes new ones with time and size',
  },
  async (t) => {
    const { call, StreamArn, StreamDescription, arn } = await start(t);
    const label = StreamArn.split('/').at(-1);
    assert.equal(StreamArn, `${arn}/stream/${label}`);
    assert.deepEqual(await call('ListStreams', { TableName: 'Test-Table' }), {
      Streams: [{ StreamArn, StreamLabel: label, TableName: 'Test-Table' }],
    });
    assert.deepEqual(await call('ListStreams', { TableName: 'Other' }), { Streams: [] });
    const { CreationRequestDateTime, Shards, ...told } = StreamDescription;
    assert.equal(typeof CreationRequestDateTime, 'number');
    assert.match(Shards[0].ShardId, /^shardId-\d{20}-[0-9a-f]{8}$/);
    assert.match(Shards[0].SequenceNumberRange.StartingSequenceNumber, /^\d{21,40}$/);
    assert.deepEqual(told, {
      StreamArn,
      StreamLabel: label,
      StreamStatus: 'ENABLED',
      StreamViewType: 'NEW_AND_OLD_IMAGES',
      TableName: 'Test-Table',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    });
  },
);

behaviour(
  'records are read from the oldest on, in order, with the images that the view type has',
  { source: `${api}/API_streams_GetRecords.html` },
  async (t) => {
    const { call, iterator, put, update, delete: remove } = await start(t);
    await put({ id: 'a', n: 1 });
    await update({ id: 'a' }, { UpdateExpression: 'SET n = :two', ExpressionAttributeValues: { ':two': 2 } });
    await remove({ id: 'a' });
    const { Records, NextShardIterator } = await call('GetRecords', {
      ShardIterator: await iterator('TRIM_HORIZON'),
    });
    const seen = Records.map((each: { eventName: string; dynamodb: Record<string, unknown> }) => [
      each.eventName,
      each.dynamodb.OldImage,
      each.dynamodb.NewImage,
    ]);
    const image = (n: string) => ({ id: { S: 'a' }, n: { N: n } });
    assert.deepEqual(seen, [
      ['INSERT', undefined, image('1')],
      ['MODIFY', image('1'), image('2')],
      ['REMOVE', image('2'), undefined],
    ]);
    const [first] = Records;
    assert.equal(first.eventSource, 'aws:dynamodb');
    assert.equal(first.eventVersion, '1.1');
    assert.equal(first.awsRegion, 'us-east-1');
    assert.equal(first.dynamodb.StreamViewType, 'NEW_AND_OLD_IMAGES');
    assert.ok(first.dynamodb.SizeBytes > 0 && first.dynamodb.ApproximateCreationDateTime > 0);
    const numbers: string[] = Records.map(
      (each: { dynamodb: { SequenceNumber: string } }) => each.dynamodb.SequenceNumber,
    );
    assert.deepEqual(numbers, numbers.toSorted());
    assert.equal(new Set(numbers).size, 3);
    assert.deepEqual((await call('GetRecords', { ShardIterator: NextShardIterator })).Records, []);
  },
);

behaviour(
  'a write that changes nothing leaves no record',
  { source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html' },
  async (t) => {
    const { call, iterator, put } = await start(t);
    await put({ id: 'a', tags: new Set(['x', 'y']) });
    await put({ id: 'a', tags: new Set(['y', 'x']) });
    const { Records } = await call('GetRecords', { ShardIterator: await iterator('TRIM_HORIZON') });
    assert.equal(Records.length, 1);
  },
);

behaviour(
  'an iterator begins at the oldest record, behind the newest, at a sequence number or behind it',
  { source: `${api}/API_streams_GetShardIterator.html` },
  async (t) => {
    const { call, iterator, put } = await start(t, { viewType: 'KEYS_ONLY' });
    for (const id of ['a', 'b', 'c']) await put({ id });
    const read = async (ShardIterator: string, Limit?: number) =>
      (await call('GetRecords', { ShardIterator, Limit })).Records;
    const latest = await iterator('LATEST');
    const all = await read(await iterator('TRIM_HORIZON'));
    assert.deepEqual(idsOf(all), ['a', 'b', 'c']);
    assert.equal(all[0].dynamodb.NewImage, undefined);
    const { SequenceNumber } = all[1].dynamodb;
    assert.deepEqual(idsOf(await read(await iterator('AT_SEQUENCE_NUMBER', { SequenceNumber }))), ['b', 'c']);
    assert.deepEqual(idsOf(await read(await iterator('AFTER_SEQUENCE_NUMBER', { SequenceNumber }))), ['c']);
    await put({ id: 'd' });
    assert.deepEqual(idsOf(await read(latest)), ['d']);

    const page = await call('GetRecords', { ShardIterator: await iterator('TRIM_HORIZON'), Limit: 3 });
    assert.deepEqual(idsOf(page.Records), ['a', 'b', 'c']);
    assert.deepEqual(idsOf(await read(page.NextShardIterator)), ['d']);
  },
);

behaviour(
  'a stream that is switched off can be read to its end, and then there is no next iterator',
  { source: `${api}/API_streams_GetRecords.html` },
  async (t) => {
    const { call, iterator, put, base, TableName, StreamArn } = await start(t);
    await put({ id: 'a' });
    await base.send(new UpdateTableCommand({ TableName, StreamSpecification: { StreamEnabled: false } }));
    await put({ id: 'b' });
    const { StreamDescription } = await call('DescribeStream', { StreamArn });
    assert.equal(StreamDescription.StreamStatus, 'DISABLED');
    assert.ok(StreamDescription.Shards[0].SequenceNumberRange.EndingSequenceNumber);
    const { Records, ...rest } = await call('GetRecords', { ShardIterator: await iterator('TRIM_HORIZON') });
    assert.deepEqual(idsOf(Records), ['a']);
    assert.deepEqual(rest, {});
  },
);

behaviour(
  'an iterator expires after 15 minutes, and what is older than 24 hours is gone',
  {
    source: `${api}/API_streams_GetRecords.html`,
    fidelity: 'modelled',
    note: 'both times are scaled by timeScale',
  },
  async (t) => {
    // 15 minutes are 0.9 ms and 24 hours are 86 ms.
    const { iterator, call, put } = await start(t, { timeScale: 0.000_001 });
    await put({ id: 'a' });
    const ShardIterator = await iterator('LATEST');
    const expired = await firstRefusal(() => call('GetRecords', { ShardIterator }));
    assert.equal(expired.name, 'ExpiredIteratorException');
    const oldest = { SequenceNumber: '100000000000000000001' };
    const trimmed = await firstRefusal(() => iterator('AT_SEQUENCE_NUMBER', oldest));
    assert.equal(trimmed.name, 'TrimmedDataAccessException');
    assert.equal(
      trimmed.message,
      'The operation attempted to read past the oldest stream record in a shard.',
    );
  },
);

/** Asks again until it is refused. */
async function firstRefusal(ask: () => Promise<unknown>): Promise<Error> {
  for (;;) {
    const refusal = await ask().then(
      () => undefined,
      (error: Error) => error,
    );
    if (refusal) return refusal;
  }
}

const nowhere = 'arn:aws:dynamodb:us-east-1:000000000000:table/Nowhere/stream/2026-01-01T00:00:00.000';

for (const { what, operation, input, name, message } of [
  {
    what: 'a stream that there is not',
    operation: 'DescribeStream',
    input: { StreamArn: nowhere },
    name: 'ResourceNotFoundException',
    message: `Requested resource not found: Stream: ${nowhere} not found`,
  },
  {
    what: 'no stream',
    operation: 'DescribeStream',
    input: {},
    name: 'ValidationException',
    message:
      "1 validation error detected: Value null at 'streamArn' failed to satisfy constraint: Member must not be null",
  },
  {
    what: 'an ARN that is too short',
    operation: 'DescribeStream',
    input: { StreamArn: 'arn' },
    name: 'ValidationException',
    message:
      "1 validation error detected: Value 'arn' at 'streamArn' failed to satisfy constraint: Member must have length greater than or equal to 37",
  },
  {
    what: 'another type of iterator',
    operation: 'GetShardIterator',
    input: {
      StreamArn: nowhere,
      ShardId: 'shardId-00000001735689600000-00000000',
      ShardIteratorType: 'OLDEST',
    },
    name: 'ValidationException',
    message:
      "1 validation error detected: Value 'OLDEST' at 'shardIteratorType' failed to satisfy constraint: Member must satisfy enum value set: [TRIM_HORIZON, LATEST, AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER]",
  },
  {
    what: 'an iterator that is none',
    operation: 'GetRecords',
    input: { ShardIterator: 'made up' },
    name: 'ValidationException',
    message: 'Invalid ShardIterator',
  },
  {
    what: 'a limit of zero',
    operation: 'GetRecords',
    input: { ShardIterator: 'made up', Limit: 0 },
    name: 'ValidationException',
    message:
      "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
  },
]) {
  behaviour(
    `${operation} refuses ${what}`,
    { source: `${api}/API_streams_${operation}.html`, note: 'the page gives the constraints, not the words' },
    async (t) => {
      const { call } = await start(t);
      await assert.rejects(call(operation, input), { name, message, status: 400 });
    },
  );
}
