import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startStreams, textsOf } from '../../testing/kinesis.ts';

test('throttle: a call is refused as by a full shard, and of PutRecords the records that it strikes', async (t) => {
  const { cloud, put, putAll, read, watch } = await startStreams(t);
  cloud.faults.inject({ resource: 'Stream', fault: 'throttle', times: 2 });
  await assert.rejects(put('x'), { name: 'ProvisionedThroughputExceededException' });
  const { FailedRecordCount, Records } = await putAll({ key: 'a', text: 'a' }, { key: 'b', text: 'b' });
  assert.equal(FailedRecordCount, 1);
  assert.equal(Records?.[0]?.ErrorCode, 'ProvisionedThroughputExceededException');
  assert.deepEqual(textsOf((await read()).Records), ['b']);
  assert.equal(watch.of('fault-injected', 'Stream').length, 2);
  assert.equal(watch.of('record-refused', 'Stream')[0]?.partitionKey, 'a');
});

test('fail: an internal failure of the call, and of PutRecords of the records that it strikes', async (t) => {
  const { cloud, put, putAll } = await startStreams(t);
  cloud.faults.inject({ resource: 'Stream', fault: 'fail', times: 2 });
  await assert.rejects(put('x'), { name: 'InternalFailure' });
  const { Records } = await putAll({ key: 'a', text: 'a' }, { key: 'b', text: 'b' });
  assert.deepEqual(
    Records?.map(({ ErrorCode, ErrorMessage }) => [ErrorCode, ErrorMessage]),
    [
      ['InternalFailure', 'Internal Service Failure'],
      [undefined, undefined],
    ],
  );
});

test('down: no call is answered until the stream is mended; slow: each takes longer', async (t) => {
  const { cloud, put, putAll, read } = await startStreams(t);
  const mend = cloud.faults.inject({ resource: 'Stream', fault: 'down' });
  for (const call of [() => put('x'), () => putAll({ key: 'a', text: 'a' }), () => read()])
    await assert.rejects(call(), { name: 'ServiceUnavailable' });
  mend();
  cloud.faults.inject({ resource: 'Stream', fault: 'slow', milliseconds: 150, times: 1 });
  const begun = performance.now();
  await put('slow');
  assert.ok(performance.now() - begun >= 149);
  assert.deepEqual(textsOf((await read()).Records), ['slow']);
});
