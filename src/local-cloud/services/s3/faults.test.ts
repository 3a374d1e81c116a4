import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { startBucket } from '../../testing/s3.ts';
import { functionResource } from '../../testing/templates.ts';

test('throttle, fail and down: each call is refused in the words of S3, and nothing is stored', async (t) => {
  const { cloud, put, get, watch } = await startBucket(t);
  for (const { fault, name } of [
    { fault: 'throttle', name: 'SlowDown' },
    { fault: 'fail', name: 'InternalError' },
    { fault: 'down', name: 'ServiceUnavailable' },
  ] as const) {
    const mend = cloud.faults.inject({ resource: 'Bucket', fault });
    await assert.rejects(put('key'), { name });
    await assert.rejects(get('key'), { name });
    mend();
  }
  assert.equal(watch.of('fault-injected', 'Bucket').length, 6);
  await assert.rejects(get('key'), { name: 'NoSuchKey' });
});

test('slow: a call takes longer', async (t) => {
  const { cloud, put } = await startBucket(t);
  cloud.faults.inject({ resource: 'Bucket', fault: 'slow', milliseconds: 150, times: 1 });
  const begun = performance.now();
  await put('key');
  assert.ok(performance.now() - begun >= 149);
});

test('crash-after-write: a function dies when its object is stored', async (t) => {
  const code = `const { S3Client, PutObjectCommand } = require('@aws-sdk/client-s3');
    exports.handler = async () => {
      await new S3Client({}).send(new PutObjectCommand({ Bucket: 'uploads', Key: 'from-function', Body: 'stored' }));
      return 'done';
    };`;
  const { cloud, get, watch } = await startBucket(t, {
    resources: { Function: functionResource(code, { Timeout: 60 }) },
  });
  const client = new LambdaClient({
    endpoint: cloud.endpoints.lambda,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  t.after(() => client.destroy());
  const invoke = () => client.send(new InvokeCommand({ FunctionName: 'Test-Function' }));
  cloud.faults.inject({ resource: 'Function', fault: 'crash-after-write', times: 1 });
  assert.ok((await invoke()).FunctionError);
  assert.equal(await (await get('from-function')).Body?.transformToString(), 'stored');
  assert.equal((await invoke()).FunctionError, undefined);
  const [written] = watch.of('object-written', 'Bucket');
  assert.equal(written?.invocationId, watch.of('invocation-started')[0]?.invocationId);
});
