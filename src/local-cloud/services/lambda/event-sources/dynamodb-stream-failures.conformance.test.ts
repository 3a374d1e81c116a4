import assert from 'node:assert/strict';
import type { CloudEvent } from '../../../../content/event.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { startStream } from '../../../testing/dynamodb-stream.ts';
import { receiveOne } from '../../../testing/queue.ts';

const behaviour = behavioursOf('Lambda with DynamoDB Streams', import.meta.filename);
const lambdaGuide = 'https://docs.aws.amazon.com/lambda/latest/dg';
const retryNote =
  'AWS does not say how long it waits between attempts; here 0.2 s doubling up to 10 s, scaled by timeScale';
const oneShard = 'a stream has one shard here; on AWS one per partition, so that less is blocked';

const isGivenUp = (event: CloudEvent) => event.type === 'event-given-up';
const toFailures = {
  DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Failures', 'Arn'] } } },
};

behaviour(
  'a batch that fails is tried again until its records expire, and blocks its shard',
  {
    source: `${lambdaGuide}/services-dynamodb-errors.html`,
    fidelity: 'modelled',
    note: `${oneShard}. ${retryNote}`,
  },
  async (t) => {
    const { put, until, seen, hasSeen, putUntilSeen } = await startStream(t, { timeScale: 0.00003 });
    await put({ id: 'poison' });
    await hasSeen('poison');
    await put({ id: 'behind' });
    await until((event) => event.type === 'event-retried' && event.attempt === 6);
    assert.ok(!seen().flat().includes('behind'), JSON.stringify(seen()));
    const end = await until(isGivenUp);
    assert.equal(end.type === 'event-given-up' && end.reason, 'RecordAgeExceeded');
    await putUntilSeen('behind');
  },
);

behaviour(
  'after MaximumRetryAttempts the records are discarded, and the destination is told where they were',
  { source: `${lambdaGuide}/services-dynamodb-errors.html` },
  async (t) => {
    const { put, cloud, hasSeen, seen, batches } = await startStream(t, {
      mapping: { MaximumRetryAttempts: 2, ...toFailures },
    });
    await put({ id: 'poison' });
    const message = JSON.parse((await receiveOne(cloud, 'Failures')).Body ?? '');
    await put({ id: 'behind' });
    await hasSeen('behind');
    assert.equal(seen().filter((batch) => batch.includes('poison')).length, 3);
    assert.equal(message.requestContext.condition, 'RetryAttemptsExhausted');
    assert.equal(message.requestContext.approximateInvokeCount, 3);
    assert.match(message.requestContext.functionArn, /:function:Test-Function$/);
    assert.equal(message.responseContext.functionError, 'Unhandled');
    const { DDBStreamBatchInfo } = message;
    assert.equal(DDBStreamBatchInfo.batchSize, 1);
    assert.equal(DDBStreamBatchInfo.startSequenceNumber, batches()[0]?.[0]?.dynamodb.SequenceNumber);
    assert.equal(DDBStreamBatchInfo.streamArn, batches()[0]?.[0]?.eventSourceARN);
  },
);

behaviour(
  'records older than MaximumRecordAgeInSeconds are discarded',
  {
    source: `${lambdaGuide}/services-dynamodb-errors.html`,
    fidelity: 'modelled',
    note: 'ages are scaled by timeScale',
  },
  async (t) => {
    const { put, cloud, putUntilSeen } = await startStream(t, {
      mapping: { MaximumRecordAgeInSeconds: 60, ...toFailures },
      timeScale: 0.005,
    });
    await put({ id: 'poison' });
    const message = JSON.parse((await receiveOne(cloud, 'Failures')).Body ?? '');
    assert.equal(message.requestContext.condition, 'RecordAgeExceeded');
    await putUntilSeen('behind');
  },
);

behaviour(
  'with BisectBatchOnFunctionError a failed batch is halved until the poison record is alone, which takes no retries',
  { source: `${lambdaGuide}/services-dynamodb-errors.html` },
  async (t) => {
    const { batchWrite, until, seen, hasSeen } = await startStream(t, {
      mapping: {
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 0,
        MaximumBatchingWindowInSeconds: 1,
        BatchSize: 4,
      },
    });
    await batchWrite(...['a', 'b', 'poison', 'c'].map((id) => ({ PutRequest: { Item: { id } } })));
    await until(isGivenUp);
    await hasSeen('c');
    await until(
      (event) =>
        event.type === 'invocation-ended' && event.outcome === 'succeeded' && seen().at(-1)?.[0] === 'c',
    );
    assert.deepEqual(seen(), [['a', 'b', 'poison', 'c'], ['a', 'b'], ['poison', 'c'], ['poison'], ['c']]);
  },
);

behaviour(
  'with ReportBatchItemFailures a batch is tried again from the first reported record on',
  { source: `${lambdaGuide}/services-ddb-batchfailurereporting.html` },
  async (t) => {
    const { batchWrite, until, seen } = await startStream(t, {
      code: `
        exports.handler = async (event) => {
          console.log(JSON.stringify(event.Records));
          const failed = event.Records.filter((each) => each.dynamodb.Keys.id.S === 'poison');
          return { batchItemFailures: failed.map((each) => ({ itemIdentifier: each.dynamodb.SequenceNumber })) };
        };`,
      mapping: {
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: 1,
        MaximumBatchingWindowInSeconds: 1,
        BatchSize: 4,
      },
    });
    await batchWrite(...['a', 'b', 'poison', 'c'].map((id) => ({ PutRequest: { Item: { id } } })));
    await until(isGivenUp);
    assert.deepEqual(seen(), [
      ['a', 'b', 'poison', 'c'],
      ['poison', 'c'],
    ]);
  },
);

behaviour(
  'a throttled function costs no retries: the records wait',
  { source: `${lambdaGuide}/services-dynamodb-errors.html`, fidelity: 'modelled', note: retryNote },
  async (t) => {
    const { put, until, cloud, hasSeen, seen } = await startStream(t, {
      mapping: { MaximumRetryAttempts: 0 },
    });
    cloud.faults.inject({ resource: 'Function', fault: 'throttle', times: 3 });
    await put({ id: 'a' });
    await until((event) => event.type === 'invocation-throttled');
    await hasSeen('a');
    assert.deepEqual(seen(), [['a']]);
  },
);
