import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startBucket } from '../../testing/s3.ts';

test('calls that nobody should make never end in a server error, and store nothing', async (t) => {
  const { cloud, watch } = await startBucket(t);
  const chunked = { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' };
  const calls: { path: string; init?: RequestInit; status: number }[] = [
    { path: '/', init: { method: 'PATCH' }, status: 405 },
    { path: '/uploads/%E0%A4%A', init: { method: 'PUT', body: 'x' }, status: 400 },
    { path: '/uploads?delete', init: { method: 'POST', body: '<Delete><Object>' }, status: 400 },
    { path: '/uploads?delete', init: { method: 'POST', body: '{}' }, status: 400 },
    { path: '/uploads?list-type=3', status: 400 },
    { path: '/uploads?list-type=2&max-keys=many', status: 400 },
    { path: '/uploads/key', init: { method: 'PUT', body: 'no chunks', headers: chunked }, status: 400 },
    { path: '/uploads/key', init: { method: 'PUT', body: 'ff\r\nshort', headers: chunked }, status: 400 },
    {
      path: '/uploads/key',
      init: { method: 'PUT', body: 'x', headers: { 'content-md5': 'AAAA' } },
      status: 400,
    },
    {
      path: '/uploads/key',
      init: { method: 'PUT', headers: { 'x-amz-copy-source': 'nothing' } },
      status: 400,
    },
    { path: '/uploads/key?X-Amz-Date=never&X-Amz-Expires=soon', status: 403 },
    { path: '/uploads', init: { method: 'POST', body: 'x' }, status: 501 },
    { path: '/uploads', init: { headers: { origin: 'https://elsewhere.example' } }, status: 403 },
  ];
  for (const { path, init, status } of calls) {
    const answer = await fetch(cloud.endpoints.s3 + path, init);
    assert.equal(answer.status, status, `${path}: ${await answer.text()}`);
  }
  assert.equal(watch.of('object-written').length, 0);
});
