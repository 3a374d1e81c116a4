import assert from 'node:assert/strict';
import { GetRecordsCommand } from '@aws-sdk/client-kinesis';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startStreams } from '../../testing/kinesis.ts';
import { kinesisSettings } from './settings.ts';
import { ShardThroughput } from './shard-throughput.ts';

const behaviour = behavioursOf('Kinesis Data Streams', import.meta.filename);
const limits = 'https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html';
const modelled = {
  source: limits,
  fidelity: 'modelled' as const,
  note: 'AWS does not say over which time it measures; here room that was not used is kept for one second of the cloud’s clock',
};
/**
 * A second of AWS's time takes more than a day here. A record that is to be refused must be large all the same: room for
 * four bytes is back after less than half a second.
 */
const settings = { timeScale: 100_000 };
const throttled = { name: 'ProvisionedThroughputExceededException' };
const mebibyte = 1_024 * 1_024;

behaviour('a shard takes 1,000 records in a second', modelled, async (t) => {
  const { putAll, put } = await startStreams(t, { settings });
  const batch = Array.from({ length: 500 }, (_, index) => ({ key: `${index}`, text: 'x' }));
  assert.equal((await putAll(...batch)).FailedRecordCount, 0);
  assert.equal((await putAll(...batch)).FailedRecordCount, 0);
  assert.equal((await putAll(...batch)).FailedRecordCount, 500);
  await assert.rejects(put('one more'), throttled);
});

behaviour('a shard takes 1 MB in a second, partition keys included', modelled, async (t) => {
  const { put } = await startStreams(t, { settings });
  const PartitionKey = 'k'.repeat(256);
  await put('x'.repeat(mebibyte / 2), { PartitionKey });
  // Without the keys it would fit.
  await assert.rejects(put('x'.repeat(mebibyte / 2 - 100), { PartitionKey }), throttled);
  await put('x'.repeat(mebibyte / 4), { PartitionKey });
});

behaviour('room comes back with time: a thousandth of a second for each record', modelled, () => {
  let now = 0;
  const throughput = new ShardThroughput(kinesisSettings.kinesisShardLimits, () => now);
  const taken = (tries: number) =>
    Array.from({ length: tries }, () => throughput.takeWrite(100)).filter(Boolean).length;
  assert.equal(taken(2_000), 1_000);
  now = 250;
  assert.equal(taken(2_000), 250);
  now = 60_000;
  assert.equal(taken(2_000), 1_000);
});

behaviour('a shard answers five GetRecords calls in a second', modelled, async (t) => {
  const { iterator, client, watch } = await startStreams(t, { settings });
  const ShardIterator = await iterator();
  for (let call = 0; call < 5; call += 1) await client.send(new GetRecordsCommand({ ShardIterator }));
  await assert.rejects(client.send(new GetRecordsCommand({ ShardIterator })), throttled);
  assert.equal(watch.of('capacity-throttled', 'Stream')[0]?.operation, 'GetRecords');
});

behaviour(
  'a call that is given much is made up for: the next ones are refused until a shard’s 2 MB a second have paid it',
  modelled,
  async (t) => {
    const { put, read } = await startStreams(t, {
      settings: {
        ...settings,
        kinesisShardLimits: {
          writeRecords: 1_000,
          writeBytes: 10 * mebibyte,
          reads: 5,
          readBytes: 2 * mebibyte,
        },
      },
    });
    for (let count = 0; count < 3; count += 1) await put('x'.repeat(mebibyte - 3));
    assert.equal((await read()).Records?.length, 3);
    await assert.rejects(read(), throttled);
  },
);
