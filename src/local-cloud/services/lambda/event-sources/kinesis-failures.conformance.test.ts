import assert from 'node:assert/strict';
import type { CloudEvent } from '../../../../content/event.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { hashKeyIn } from '../../../testing/kinesis.ts';
import { startMappedStream, toFailures } from '../../../testing/mapped-stream.ts';
import { receiveOne } from '../../../testing/queue.ts';

const behaviour = behavioursOf('Lambda with Kinesis', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/lambda/latest/dg';
const retryNote =
  'AWS does not say how long it waits between attempts; here 0.2 s doubling up to 10 s, scaled by timeScale';
const isGivenUp = ({ type }: CloudEvent) => type === 'event-given-up';
const together = { MaximumBatchingWindowInSeconds: 1, BatchSize: 4 };
const four = ['a', 'b', 'poison', 'c'].map((text) => ({ key: 'key', text }));

behaviour(
  'a batch that fails blocks its shard, and no other one',
  { source: `${guide}/kinesis-on-failure-destination.html`, fidelity: 'modelled', note: retryNote },
  async (t) => {
    const { put, hasSeen, watch, batches } = await startMappedStream(t, { stream: { ShardCount: 2 } });
    await put('poison', { ExplicitHashKey: hashKeyIn(0, 2) });
    await hasSeen('poison');
    await put('behind', { ExplicitHashKey: hashKeyIn(0, 2) });
    await put('beside', { ExplicitHashKey: hashKeyIn(1, 2) });
    await hasSeen('beside');
    await watch.until(
      () => watch.seen.some((event) => event.type === 'event-retried' && event.attempt === 5),
      'five attempts',
    );
    assert.ok(!batches().flat().includes('behind'), JSON.stringify(batches()));
  },
);

behaviour(
  'after MaximumRetryAttempts the records are discarded, and the destination is told where they were',
  { source: `${guide}/kinesis-on-failure-destination.html` },
  async (t) => {
    const { put, cloud, hasSeen, batches, StreamARN, watch } = await startMappedStream(t, {
      mapping: { MaximumRetryAttempts: 2, ...toFailures },
    });
    const { SequenceNumber, ShardId } = await put('poison');
    const message = JSON.parse((await receiveOne(cloud, 'Failures')).Body ?? '');
    await put('behind');
    await hasSeen('behind');
    assert.equal(batches().filter((batch) => batch.includes('poison')).length, 3);
    assert.equal(message.requestContext.condition, 'RetryAttemptsExhausted');
    assert.equal(message.requestContext.approximateInvokeCount, 3);
    assert.equal(message.responseContext.functionError, 'Unhandled');
    const { approximateArrivalOfFirstRecord, approximateArrivalOfLastRecord, ...info } =
      message.KinesisBatchInfo;
    assert.deepEqual(info, {
      shardId: ShardId,
      startSequenceNumber: SequenceNumber,
      endSequenceNumber: SequenceNumber,
      batchSize: 1,
      streamArn: StreamARN,
    });
    assert.match(approximateArrivalOfFirstRecord, /Z$/);
    assert.equal(approximateArrivalOfLastRecord, approximateArrivalOfFirstRecord);
    assert.deepEqual(
      watch.of('event-given-up').map(({ eventId, reason, to }) => ({ eventId, reason, to })),
      [{ eventId: `${ShardId}:${SequenceNumber}`, reason: 'RetryAttemptsExhausted', to: 'Failures' }],
    );
  },
);

behaviour(
  'records older than MaximumRecordAgeInSeconds are discarded',
  {
    source: `${guide}/services-kinesis-parameters.html`,
    fidelity: 'modelled',
    note: 'ages are scaled by timeScale',
  },
  async (t) => {
    const { put, cloud, putUntilSeen } = await startMappedStream(t, {
      mapping: { MaximumRecordAgeInSeconds: 60, ...toFailures },
      settings: { timeScale: 0.005 },
    });
    await put('poison');
    const message = JSON.parse((await receiveOne(cloud, 'Failures')).Body ?? '');
    assert.equal(message.requestContext.condition, 'RecordAgeExceeded');
    await putUntilSeen('behind');
  },
);

behaviour(
  'with BisectBatchOnFunctionError a failed batch is halved until the poison record is alone, which takes no retries',
  { source: `${guide}/kinesis-on-failure-destination.html` },
  async (t) => {
    const { putAll, watch, batches } = await startMappedStream(t, {
      mapping: { BisectBatchOnFunctionError: true, MaximumRetryAttempts: 0, ...together },
    });
    await putAll(...four);
    await watch.until(() => batches().length === 5, 'five batches');
    assert.deepEqual(batches(), [['a', 'b', 'poison', 'c'], ['a', 'b'], ['poison', 'c'], ['poison'], ['c']]);
    await watch.until(() => watch.seen.some(isGivenUp), 'the poison record is given up');
  },
);

behaviour(
  'with ReportBatchItemFailures a batch is tried again from the first reported record on',
  { source: `${guide}/services-kinesis-batchfailurereporting.html` },
  async (t) => {
    const { putAll, watch, batches } = await startMappedStream(t, {
      code: `
        const textOf = ({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString();
        exports.handler = async ({ Records }) => {
          console.log(JSON.stringify({ texts: Records.map(textOf) }));
          const failed = Records.filter((each) => ['poison', 'c'].includes(textOf(each)));
          return { batchItemFailures: failed.reverse().map(({ kinesis }) => ({ itemIdentifier: kinesis.sequenceNumber })) };
        };`,
      mapping: { FunctionResponseTypes: ['ReportBatchItemFailures'], MaximumRetryAttempts: 1, ...together },
    });
    await putAll(...four);
    await watch.until(() => watch.seen.filter(isGivenUp).length === 2, 'two records are given up');
    assert.deepEqual(batches(), [
      ['a', 'b', 'poison', 'c'],
      ['poison', 'c'],
    ]);
  },
);

behaviour(
  'with both, the batch is bisected at what the function reported',
  { source: `${guide}/services-kinesis-batchfailurereporting.html` },
  async (t) => {
    const { putAll, watch, batches } = await startMappedStream(t, {
      code: `
        const textOf = ({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString();
        exports.handler = async ({ Records }) => {
          console.log(JSON.stringify({ texts: Records.map(textOf) }));
          const failed = Records.find((each) => textOf(each) === 'poison');
          return { batchItemFailures: failed ? [{ itemIdentifier: failed.kinesis.sequenceNumber }] : [] };
        };`,
      mapping: {
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 1,
        ...together,
      },
    });
    await putAll(...four);
    await watch.until(() => batches().at(-1)?.[0] === 'c', 'the last record');
    assert.deepEqual(batches().slice(0, 2), [
      ['a', 'b', 'poison', 'c'],
      ['poison', 'c'],
    ]);
    assert.deepEqual(batches().filter((batch) => batch.includes('a')).length, 1, JSON.stringify(batches()));
  },
);

behaviour(
  'a throttled function costs no retries: the records wait',
  { source: `${guide}/kinesis-on-failure-destination.html`, fidelity: 'modelled', note: retryNote },
  async (t) => {
    const { put, cloud, hasSeen, batches, watch } = await startMappedStream(t, {
      mapping: { MaximumRetryAttempts: 0 },
    });
    cloud.faults.inject({ resource: 'Function', fault: 'throttle', times: 3 });
    await put('a');
    await hasSeen('a');
    assert.equal(watch.of('invocation-throttled').length, 3);
    assert.deepEqual(batches(), [['a']]);
  },
);
