import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectAttributesCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectTaggingCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { behavioursOf } from '../../testing/behaviour.ts';
import { s3Client, startBucket } from '../../testing/s3.ts';

const behaviour = behavioursOf('S3', import.meta.filename);
const api = 'https://docs.aws.amazon.com/AmazonS3/latest/API';
const guide = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';
const md5 = (text: string) => `"${createHash('md5').update(text).digest('hex')}"`;

behaviour(
  'an object is given back as it was put, with its metadata, its type and the MD5 of its bytes as ETag',
  { source: `${api}/API_PutObject.html` },
  async (t) => {
    const { cloud, put, get } = await startBucket(t);
    const { ETag } = await put('photos/red flower+ü.jpg', 'petals', {
      ContentType: 'image/jpeg',
      CacheControl: 'no-store',
      Metadata: { album: 'spring' },
    });
    assert.equal(ETag, md5('petals'));
    const object = await get('photos/red flower+ü.jpg');
    assert.equal(await object.Body?.transformToString(), 'petals');
    assert.equal(object.ETag, ETag);
    assert.equal(object.ContentType, 'image/jpeg');
    assert.equal(object.CacheControl, 'no-store');
    assert.equal(object.ContentLength, 6);
    assert.deepEqual(object.Metadata, { album: 'spring' });
    await fetch(`${cloud.endpoints.s3}/uploads/plain`, { method: 'PUT', body: Buffer.from('x') });
    assert.equal((await get('plain')).ContentType, 'binary/octet-stream');
  },
);

behaviour(
  'a second object of one key takes the place of the first',
  { source: `${api}/API_PutObject.html` },
  async (t) => {
    const { put, get } = await startBucket(t);
    await put('key', 'first');
    await put('key', 'second');
    assert.equal(await (await get('key')).Body?.transformToString(), 'second');
  },
);

behaviour(
  'HEAD tells of an object without its bytes; of one that is not there it answers 404',
  { source: `${api}/API_HeadObject.html` },
  async (t) => {
    const { client, put, Bucket } = await startBucket(t);
    await put('key', 'content');
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'key' }));
    assert.equal(head.ContentLength, 7);
    assert.equal(head.ETag, md5('content'));
    await assert.rejects(client.send(new HeadObjectCommand({ Bucket, Key: 'other' })), { name: 'NotFound' });
  },
);

behaviour(
  'a key that is not there is NoSuchKey, a bucket that is not there NoSuchBucket, both 404',
  { source: `${api}/ErrorResponses.html` },
  async (t) => {
    const { get, put } = await startBucket(t);
    for (const { call, name } of [
      { call: get('nothing'), name: 'NoSuchKey' },
      { call: get('key', { Bucket: 'nowhere' }), name: 'NoSuchBucket' },
      { call: put('key', 'x', { Bucket: 'nowhere' }), name: 'NoSuchBucket' },
    ])
      await assert.rejects(call, (error: { name: string; $metadata: { httpStatusCode: number } }) => {
        assert.equal(error.name, name);
        assert.equal(error.$metadata.httpStatusCode, 404);
        return true;
      });
  },
);

behaviour(
  'errors are XML with code, message, resource and request id',
  { source: `${api}/ErrorResponses.html` },
  async (t) => {
    const { cloud } = await startBucket(t);
    const answer = await fetch(`${cloud.endpoints.s3}/uploads/nothing`);
    assert.equal(answer.headers.get('content-type'), 'application/xml');
    const id = answer.headers.get('x-amz-request-id');
    assert.match(
      await answer.text(),
      new RegExp(
        `<Error><Code>NoSuchKey</Code><Message>[^<]+</Message><Resource>/uploads/nothing</Resource><RequestId>${id}</RequestId></Error>$`,
      ),
    );
  },
);

behaviour(
  'a range of bytes is given with 206, and one outside of the object is InvalidRange',
  { source: `${api}/API_GetObject.html` },
  async (t) => {
    const { put, get } = await startBucket(t);
    await put('digits', '0123456789');
    for (const { Range, text, ContentRange } of [
      { Range: 'bytes=2-4', text: '234', ContentRange: 'bytes 2-4/10' },
      { Range: 'bytes=7-', text: '789', ContentRange: 'bytes 7-9/10' },
      { Range: 'bytes=-2', text: '89', ContentRange: 'bytes 8-9/10' },
      { Range: 'bytes=8-99', text: '89', ContentRange: 'bytes 8-9/10' },
    ]) {
      const part = await get('digits', { Range });
      assert.equal(await part.Body?.transformToString(), text);
      assert.equal(part.ContentRange, ContentRange);
      assert.equal(part.$metadata.httpStatusCode, 206);
    }
    await assert.rejects(get('digits', { Range: 'bytes=10-' }), { name: 'InvalidRange' });
  },
);

for (const ChecksumAlgorithm of ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)
  behaviour(
    `the checksum ${ChecksumAlgorithm} of an upload is checked, kept and given back`,
    { source: `${guide}/checking-object-integrity-upload.html` },
    async (t) => {
      const { put, get } = await startBucket(t);
      const name = `Checksum${ChecksumAlgorithm}` as const;
      // Of the text 123456789: the CRCs as published with the algorithms.
      const value = {
        CRC32: 'y/Q5Jg==',
        CRC32C: '4waSgw==',
        CRC64NVME: 'rosUhgp5mIg=',
        SHA1: createHash('sha1').update('123456789').digest('base64'),
        SHA256: createHash('sha256').update('123456789').digest('base64'),
      }[ChecksumAlgorithm];
      await put('key', '123456789', { [name]: value });
      const object = await get('key', { ChecksumMode: 'ENABLED' });
      assert.equal(object[name], value);
      assert.equal(await object.Body?.transformToString(), '123456789');
      await assert.rejects(put('key', 'other bytes', { [name]: value }), { name: 'BadDigest' });
      assert.equal(await (await get('key')).Body?.transformToString(), '123456789');
    },
  );

for (const ChecksumAlgorithm of ['SHA512', 'MD5'] as const)
  behaviour(
    `the checksum ${ChecksumAlgorithm} of an upload, which the SDK does not work out, is checked and given back`,
    { source: `${guide}/checking-object-integrity-upload.html` },
    async (t) => {
      const { put } = await startBucket(t);
      const name = `Checksum${ChecksumAlgorithm}` as const;
      const value = createHash(ChecksumAlgorithm.toLowerCase()).update('123456789').digest('base64');
      assert.equal((await put('key', '123456789', { [name]: value }))[name], value);
      await assert.rejects(put('key', 'other bytes', { [name]: value }), { name: 'BadDigest' });
    },
  );

behaviour(
  'a stream is sent in chunks with its checksum at the end, and stored without them',
  { source: `${api}/sigv4-streaming-trailers.html` },
  async (t) => {
    const { put, get } = await startBucket(t);
    const text = 'line\r\n'.repeat(30_000);
    await put(
      'stream',
      Readable.from([Buffer.from(text.slice(0, 70_001)), Buffer.from(text.slice(70_001))]),
      {
        ContentLength: text.length,
        ContentEncoding: 'gzip',
      },
    );
    const object = await get('stream');
    assert.equal(await object.Body?.transformToString(), text);
    assert.equal(object.ContentEncoding, 'gzip');
    assert.equal(object.ETag, md5(text));
    assert.ok(object.ChecksumCRC32);
  },
);

behaviour(
  'If-None-Match: * writes only where there is nothing, If-Match only over what is expected',
  { source: `${guide}/conditional-writes.html` },
  async (t) => {
    const { put, get } = await startBucket(t);
    const { ETag } = await put('key', 'first', { IfNoneMatch: '*' });
    await assert.rejects(put('key', 'second', { IfNoneMatch: '*' }), { name: 'PreconditionFailed' });
    await assert.rejects(put('key', 'second', { IfMatch: md5('other') }), { name: 'PreconditionFailed' });
    await assert.rejects(put('nothing', 'second', { IfMatch: md5('other') }), { name: 'NoSuchKey' });
    await put('key', 'second', { IfMatch: ETag });
    assert.equal(await (await get('key')).Body?.transformToString(), 'second');
  },
);

behaviour(
  'a read with a condition gives 304 for what the caller has, and 412 where the object has changed',
  { source: `${guide}/conditional-reads.html` },
  async (t) => {
    const { put, get } = await startBucket(t);
    const { ETag } = await put('key');
    const metadata = (error: { $metadata: { httpStatusCode: number } }) =>
      error.$metadata.httpStatusCode === 304;
    await assert.rejects(get('key', { IfNoneMatch: ETag }), metadata);
    await assert.rejects(get('key', { IfModifiedSince: new Date(Date.now() + 60_000) }), metadata);
    await assert.rejects(get('key', { IfMatch: md5('other') }), { name: 'PreconditionFailed' });
    await assert.rejects(get('key', { IfUnmodifiedSince: new Date(0) }), { name: 'PreconditionFailed' });
    assert.ok(await get('key', { IfMatch: ETag }));
  },
);

behaviour(
  'an object is copied with its metadata, or with new metadata where the call says so',
  { source: `${api}/API_CopyObject.html` },
  async (t) => {
    const { client, put, get, Bucket } = await startBucket(t);
    await put('a b', 'content', { Metadata: { from: 'a' } });
    const CopySource = `${Bucket}/${encodeURIComponent('a b')}`;
    const { CopyObjectResult } = await client.send(
      new CopyObjectCommand({ Bucket, Key: 'copy', CopySource }),
    );
    assert.equal(CopyObjectResult?.ETag, md5('content'));
    const original = await get('a b', { ChecksumMode: 'ENABLED' });
    assert.ok(original.ChecksumCRC32);
    assert.equal(CopyObjectResult?.ChecksumCRC32, original.ChecksumCRC32);
    assert.deepEqual((await get('copy')).Metadata, { from: 'a' });
    await client.send(
      new CopyObjectCommand({
        Bucket,
        Key: 'new',
        CopySource,
        MetadataDirective: 'REPLACE',
        Metadata: { b: '1' },
      }),
    );
    assert.deepEqual((await get('new')).Metadata, { b: '1' });
    await assert.rejects(client.send(new CopyObjectCommand({ Bucket, Key: 'a b', CopySource })), {
      name: 'InvalidRequest',
    });
    await assert.rejects(
      client.send(new CopyObjectCommand({ Bucket, Key: 'x', CopySource: `${Bucket}/nothing` })),
      { name: 'NoSuchKey' },
    );
  },
);

behaviour(
  'deleting answers 204 whether there was an object or not; up to 1,000 are deleted with one call',
  { source: `${api}/API_DeleteObjects.html` },
  async (t) => {
    const { client, put, get, Bucket } = await startBucket(t);
    for (const key of ['a', 'b&<', 'c']) await put(key);
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    const { Deleted, Errors } = await client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'b&<' }, { Key: 'never' }] } }),
    );
    assert.deepEqual(Deleted, [{ Key: 'b&<' }, { Key: 'never' }]);
    assert.equal(Errors, undefined);
    for (const key of ['a', 'b&<']) await assert.rejects(get(key), { name: 'NoSuchKey' });
    assert.ok(await get('c'));
    await assert.rejects(client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [] } })), {
      name: 'MalformedXML',
    });
  },
);

behaviour(
  'an object is deleted only if it is the one that If-Match, or its ETag in a batch, expects',
  { source: `${guide}/conditional-deletes.html` },
  async (t) => {
    const { client, put, get, Bucket } = await startBucket(t);
    for (const key of ['a', 'b', 'c']) await put(key, key);
    const remove = (Key: string, IfMatch: string) =>
      client.send(new DeleteObjectCommand({ Bucket, Key, IfMatch }));
    await assert.rejects(remove('a', md5('changed')), { name: 'PreconditionFailed' });
    await remove('a', md5('a'));
    await assert.rejects(remove('a', '*'), { name: 'NoSuchKey' });
    await remove('b', '*');
    await put('b', 'b');
    const batch = (Quiet: boolean) =>
      client.send(
        new DeleteObjectsCommand({
          Bucket,
          Delete: {
            Objects: [
              { Key: 'b', ETag: md5('b') },
              { Key: 'c', ETag: md5('changed') },
            ],
            Quiet,
          },
        }),
      );
    const { Deleted, Errors } = await batch(false);
    assert.deepEqual(Deleted, [{ Key: 'b' }]);
    assert.deepEqual(
      Errors?.map(({ Key, Code }) => [Key, Code]),
      [['c', 'PreconditionFailed']],
    );
    await put('b', 'b');
    const quiet = await batch(true);
    assert.deepEqual([quiet.Deleted, quiet.Errors?.length], [undefined, 1]);
    assert.ok(await get('c'));
  },
);

behaviour(
  'a call that expects another owner of the bucket is denied',
  { source: `${guide}/bucket-owner-condition.html` },
  async (t) => {
    const { client, put, get, Bucket } = await startBucket(t);
    const [ours, other] = ['000000000000', '111111111111'];
    const denied = { name: 'AccessDenied' };
    await assert.rejects(put('key', 'x', { ExpectedBucketOwner: other }), denied);
    await put('key', 'x', { ExpectedBucketOwner: ours });
    await assert.rejects(get('key', { ExpectedBucketOwner: other }), denied);
    const copy = (ExpectedSourceBucketOwner: string) =>
      client.send(
        new CopyObjectCommand({
          Bucket,
          Key: 'copy',
          CopySource: `${Bucket}/key`,
          ExpectedSourceBucketOwner,
        }),
      );
    await assert.rejects(copy(other), denied);
    await copy(ours);
  },
);

behaviour(
  'a key may have dots and slashes that an address would not keep',
  { source: `${guide}/object-keys.html` },
  async (t) => {
    const { client, put, get, Bucket } = await startBucket(t);
    const keys = ['/a', 'a/../b', 'a/./b', 'a//b'];
    for (const key of keys) await put(key, key);
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
    assert.deepEqual(Contents.map(({ Key }) => Key).toSorted(), keys.toSorted());
    for (const key of keys) assert.equal(await (await get(key)).Body?.transformToString(), key);
  },
);

behaviour(
  'a key of more than 1,024 bytes and metadata of more than 2 KB are refused',
  { source: `${guide}/UsingMetadata.html` },
  async (t) => {
    const { put } = await startBucket(t);
    await put('k'.repeat(1_024));
    await assert.rejects(put('k'.repeat(1_025)), { name: 'KeyTooLongError' });
    await assert.rejects(put('key', 'x', { Metadata: { long: 'x'.repeat(2_048) } }), {
      name: 'MetadataTooLarge',
    });
  },
);

behaviour(
  'a presigned address works until it expires',
  {
    source: `${guide}/using-presigned-url.html`,
    fidelity: 'modelled',
    note: 'the signature itself is not looked at',
  },
  async (t) => {
    const { cloud, get } = await startBucket(t);
    const address = (signedAt: Date) =>
      `${cloud.endpoints.s3}/uploads/key?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=x&X-Amz-Date=${signedAt.toISOString().replaceAll(/[-:]|\.\d+/g, '')}&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=00&x-amz-meta-by=link`;
    const put = (signedAt: Date) => fetch(address(signedAt), { method: 'PUT', body: 'presigned' });
    assert.equal((await put(new Date())).status, 200);
    assert.deepEqual((await get('key')).Metadata, { by: 'link' });
    const late = await put(new Date(Date.now() - 61_000));
    assert.equal(late.status, 403);
    assert.match(await late.text(), /<Code>AccessDenied<\/Code><Message>Request has expired/);
  },
);

behaviour(
  'what is not there is refused by name: actions such as multipart uploads, and what a header or the query asks for',
  {
    source: `${api}/ErrorResponses.html`,
    fidelity: 'differs',
    note: 'multipart uploads, versions, tags, access lists of objects and the configuration of a bucket by the API are not emulated',
  },
  async (t) => {
    const { client, put, get, Bucket } = await startBucket(t);
    const refused = (call: Promise<unknown>, message: RegExp) =>
      assert.rejects(call, { name: 'NotImplemented', message });
    const part = { Bucket, Key: 'key', UploadId: 'upload' };
    for (const call of [
      () => client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'key' })),
      () => client.send(new UploadPartCommand({ ...part, PartNumber: 1, Body: 'x' })),
      () => client.send(new CompleteMultipartUploadCommand(part)),
      () => client.send(new AbortMultipartUploadCommand(part)),
      () => client.send(new ListPartsCommand(part)),
      () => client.send(new ListMultipartUploadsCommand({ Bucket })),
    ])
      await refused(
        call(),
        /no multipart uploads, .*\?.*uploads?.*\. Put the object with PutObject; Upload of @aws-sdk\/lib-storage does so/,
      );
    await refused(
      client.send(new PutObjectTaggingCommand({ Bucket, Key: 'key', Tagging: { TagSet: [] } })),
      /\?tagging/,
    );
    await refused(
      put('key', 'x', { Tagging: 'a=1', StorageClass: 'GLACIER' }),
      /x-amz-tagging.*x-amz-storage-class|x-amz-storage-class.*x-amz-tagging/,
    );
    await refused(put('key', 'x', { ChecksumXXHASH64: 'AAAAAAAAAAA=' }), /checksum XXHASH64: it has CRC32, /);
    await refused(get('key', { VersionId: 'v' }), /has no \?versionId in this call: leave it out\.$/);
    await put('key');
    await refused(
      client.send(
        new DeleteObjectsCommand({
          Bucket,
          Delete: {
            Objects: [
              { Key: 'key', VersionId: 'v' },
              { Key: 'other', Size: 1 },
            ],
          },
        }),
      ),
      /VersionId, Size of an object in this call: leave them out\.$/,
    );
    for (const call of [
      client.send(new GetObjectTaggingCommand({ Bucket, Key: 'key' })),
      client.send(new GetObjectAttributesCommand({ Bucket, Key: 'key', ObjectAttributes: ['ETag'] })),
      client.send(new GetBucketVersioningCommand({ Bucket })),
    ])
      await refused(
        call,
        /has no GET \/bucket(\/key)?\?(tagging|attributes|versioning)\S*: it has CopyObject, /,
      );
    const erase = (BypassGovernanceRetention: boolean) =>
      client.send(new DeleteObjectCommand({ Bucket, Key: 'key', BypassGovernanceRetention }));
    await refused(erase(true), /x-amz-bypass-governance-retention/);
    assert.ok(await get('key'));
    await erase(false);
    await assert.rejects(get('key'), { name: 'NoSuchKey' });
    const lockable = (ObjectLockEnabledForBucket: boolean) =>
      client.send(new CreateBucketCommand({ Bucket: 'another', ObjectLockEnabledForBucket }));
    await refused(lockable(true), /x-amz-bucket-object-lock-enabled/);
    await lockable(false);
  },
);

behaviour(
  'what is as S3 has it by default may be said: the class STANDARD, tags and annotations that are copied, a bucket of the global namespace',
  { source: `${api}/API_CopyObject.html` },
  async (t) => {
    const { client, put, get, Bucket } = await startBucket(t);
    await put('key', 'x', { StorageClass: 'STANDARD' });
    await client.send(
      new CopyObjectCommand({
        Bucket,
        Key: 'copy',
        CopySource: `${Bucket}/key`,
        StorageClass: 'STANDARD',
        TaggingDirective: 'COPY',
        AnnotationDirective: 'COPY',
      }),
    );
    assert.ok(await get('copy'));
    await client.send(new CreateBucketCommand({ Bucket: 'of-all', BucketNamespace: 'global' }));
  },
);

behaviour(
  'buckets stand in the path of an address',
  {
    source: `${guide}/VirtualHosting.html`,
    fidelity: 'differs',
    note: 'a bucket in the place of the host’s name is not understood; the SDKs and the CLI write it in the path for an address that is a number',
  },
  async (t) => {
    const { cloud, put } = await startBucket(t);
    await put('a/b', 'content');
    const answer = await fetch(`${cloud.endpoints.s3}/uploads/a/b`);
    assert.equal(await answer.text(), 'content');
    const client = s3Client(t, cloud, { forcePathStyle: false });
    assert.ok(await client.send(new HeadObjectCommand({ Bucket: 'uploads', Key: 'a/b' })));
  },
);
