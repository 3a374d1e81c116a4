import assert from 'node:assert/strict';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  type ListObjectsCommandInput,
  type ListObjectsCommandOutput,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
} from '@aws-sdk/client-s3';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { bucketResource, s3Client, startBucket } from '../../testing/s3.ts';

const behaviour = behavioursOf('S3', import.meta.filename);
const api = 'https://docs.aws.amazon.com/AmazonS3/latest/API';
const guide = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';
const template =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html';

behaviour(
  'buckets are created, found, listed and deleted',
  { source: `${api}/API_CreateBucket.html` },
  async (t) => {
    const { client, put, Bucket } = await startBucket(t);
    await client.send(new CreateBucketCommand({ Bucket: 'another' }));
    const { Buckets } = await client.send(new ListBucketsCommand({}));
    assert.deepEqual(
      Buckets?.map(({ Name }) => Name),
      ['another', Bucket],
    );
    await client.send(new HeadBucketCommand({ Bucket: 'another' }));
    const { LocationConstraint } = await client.send(new GetBucketLocationCommand({ Bucket }));
    assert.ok(!LocationConstraint);
    await put('key', 'x', { Bucket: 'another' });
    await assert.rejects(client.send(new DeleteBucketCommand({ Bucket: 'another' })), {
      name: 'BucketNotEmpty',
    });
    await client.send(new DeleteObjectCommand({ Bucket: 'another', Key: 'key' }));
    await client.send(new DeleteBucketCommand({ Bucket: 'another' }));
    await assert.rejects(client.send(new HeadBucketCommand({ Bucket: 'another' })), { name: 'NotFound' });
  },
);

const wrongNames = ['ab', 'Uploads', 'with_underscore', '192.168.1.1', '-begins', 'a..b', 'x'.repeat(64)];
const reservedNames = [
  'xn--a',
  'sthree-a',
  'amzn-s3-demo-a',
  'a-s3alias',
  'a--ol-s3',
  'a.mrap',
  'a--x-s3',
  'a--table-s3',
];

for (const name of [...wrongNames, ...reservedNames])
  behaviour(
    `a bucket cannot be called ${name.length > 20 ? 'by 64 letters' : name}`,
    { source: `${guide}/bucketnamingrules.html` },
    async (t) => {
      await assert.rejects(
        startTemplate(t, { Resources: { Bucket: bucketResource({ BucketName: name }) } }),
        /must be 3 to 63 small letters/,
      );
      const { cloud } = await startBucket(t);
      const answer = await fetch(`${cloud.endpoints.s3}/${name}`, { method: 'PUT' });
      assert.equal(answer.status, 400);
      assert.match(await answer.text(), /InvalidBucketName/);
    },
  );

behaviour(
  'keys are listed in binary order, page by page, with those of one prefix taken together at a delimiter',
  { source: `${api}/API_ListObjectsV2.html` },
  async (t) => {
    const { client, put, Bucket } = await startBucket(t);
    for (const key of ['photos/2/c', 'photos/1/a', 'photos/1/b', 'photos/z', 'Zebra', 'ä', 'a'])
      await put(key, key);
    const list = (input: Partial<ListObjectsV2CommandInput> = {}) =>
      client.send(new ListObjectsV2Command({ Bucket, ...input }));
    const keysOf = ({ Contents = [] }: { Contents?: { Key?: string | undefined }[] | undefined }) =>
      Contents.map(({ Key }) => Key);
    assert.deepEqual(keysOf(await list()), [
      'Zebra',
      'a',
      'photos/1/a',
      'photos/1/b',
      'photos/2/c',
      'photos/z',
      'ä',
    ]);
    const folder = await list({ Prefix: 'photos/', Delimiter: '/' });
    assert.deepEqual(keysOf(folder), ['photos/z']);
    assert.deepEqual(
      folder.CommonPrefixes?.map(({ Prefix }) => Prefix),
      ['photos/1/', 'photos/2/'],
    );
    assert.equal(folder.KeyCount, 3);
    const first = await list({ MaxKeys: 2, Delimiter: '/' });
    assert.deepEqual(keysOf(first), ['Zebra', 'a']);
    assert.equal(first.IsTruncated, true);
    const second = await list({ MaxKeys: 2, Delimiter: '/', ContinuationToken: first.NextContinuationToken });
    assert.deepEqual(second.CommonPrefixes, [{ Prefix: 'photos/' }]);
    assert.deepEqual(keysOf(second), ['ä']);
    assert.equal(second.IsTruncated, false);
    assert.deepEqual(keysOf(await list({ StartAfter: 'photos/2/c' })), ['photos/z', 'ä']);
    assert.deepEqual(keysOf(await list({ EncodingType: 'url', Prefix: 'ä' })), ['%C3%A4']);
    await put('test_file(3) a+b.png');
    assert.deepEqual(keysOf(await list({ EncodingType: 'url', Prefix: 'test' })), [
      'test_file%283%29+a%2Bb.png',
    ]);
    assert.equal((await list({ MaxKeys: 0 })).IsTruncated, false);
    await assert.rejects(list({ ContinuationToken: 'none' }), { name: 'InvalidArgument' });
    const [object] = (await list({ Prefix: 'Z' })).Contents ?? [];
    assert.equal(object?.Size, 5);
    assert.equal(object?.StorageClass, 'STANDARD');
  },
);

behaviour(
  'the first version of the list begins after a key, and names the next one only with a delimiter',
  { source: `${api}/API_ListObjects.html` },
  async (t) => {
    const { client, put, Bucket } = await startBucket(t);
    for (const key of ['a', 'b/1', 'b/2', 'c', 'd']) await put(key);
    const list = (input: Partial<ListObjectsCommandInput> = {}) =>
      client.send(new ListObjectsCommand({ Bucket, ...input }));
    const summaryOf = ({
      Contents = [],
      CommonPrefixes = [],
      IsTruncated,
      NextMarker,
    }: ListObjectsCommandOutput) => ({
      keys: Contents.map(({ Key }) => Key),
      prefixes: CommonPrefixes.map(({ Prefix }) => Prefix),
      IsTruncated,
      NextMarker,
    });
    assert.deepEqual(summaryOf(await list({ MaxKeys: 2 })), {
      keys: ['a', 'b/1'],
      prefixes: [],
      IsTruncated: true,
      NextMarker: undefined,
    });
    const first = await list({ MaxKeys: 2, Delimiter: '/' });
    assert.deepEqual(summaryOf(first), {
      keys: ['a'],
      prefixes: ['b/'],
      IsTruncated: true,
      NextMarker: 'b/',
    });
    const second = await list({ MaxKeys: 2, Delimiter: '/', Marker: first.NextMarker });
    assert.deepEqual(summaryOf(second), {
      keys: ['c', 'd'],
      prefixes: [],
      IsTruncated: false,
      NextMarker: undefined,
    });
    assert.equal(second.Marker, 'b/');
    assert.equal(second.Contents?.[0]?.Owner?.ID, '000000000000');
    assert.deepEqual(summaryOf(await list({ Prefix: 'b/', Marker: 'b/1' })).keys, ['b/2']);
  },
);

behaviour(
  'a template’s bucket has a name of small letters, and its addresses are those of AWS',
  { source: template },
  async (t) => {
    const attribute = (name: string) => ({ Value: { 'Fn::GetAtt': ['Bucket', name] } });
    const cloud = await startTemplate(t, {
      Resources: { Bucket: bucketResource({ BucketName: undefined }) },
      Outputs: {
        Name: { Value: { Ref: 'Bucket' } },
        Arn: attribute('Arn'),
        Domain: attribute('RegionalDomainName'),
        Address: { Value: { 'Fn::Join': ['', ['https://', attribute('RegionalDomainName').Value, '/key']] } },
      },
    });
    assert.equal(cloud.outputs.Name, 'test-bucket');
    assert.equal(cloud.outputs.Arn, 'arn:aws:s3:::test-bucket');
    assert.equal(cloud.outputs.Domain, 'test-bucket.s3.us-east-1.amazonaws.com');
    assert.equal(cloud.outputs.Address, `${cloud.endpoints.s3}/test-bucket/key`);
    await s3Client(t, cloud).send(new HeadBucketCommand({ Bucket: 'test-bucket' }));
  },
);

behaviour(
  'properties of a bucket that would change what it does are refused, all at once',
  {
    source: template,
    fidelity: 'differs',
    note: 'versions, CORS, websites, replication, logging, locks and other event types are not emulated',
  },
  async (t) => {
    const properties = {
      VersioningConfiguration: { Status: 'Enabled' },
      CorsConfiguration: { CorsRules: [] },
      WebsiteConfiguration: { IndexDocument: 'index.html' },
      NotificationConfiguration: {
        QueueConfigurations: [{ Event: 's3:ObjectTagging:*', Queue: 'arn:aws:sqs:us-east-1:000000000000:q' }],
      },
    };
    await assert.rejects(
      startTemplate(t, { Resources: { Bucket: bucketResource(properties) } }),
      (error: Error) => {
        for (const part of [
          /VersioningConfiguration.*versions of objects are not supported/,
          /CorsConfiguration/,
          /WebsiteConfiguration/,
          /Event.*other event types are not supported/,
        ])
          assert.match(error.message, part);
        return true;
      },
    );
  },
);

behaviour(
  'encryption, access and the life of objects are taken without effect, with the reason',
  { source: template, fidelity: 'differs', note: 'objects stay in memory and end with the run' },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Bucket: bucketResource({
          BucketEncryption: {},
          PublicAccessBlockConfiguration: { BlockPublicAcls: true },
          LifecycleConfiguration: { Rules: [] },
        }),
        Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'uploads', PolicyDocument: {} } },
      },
    });
    assert.deepEqual(cloud.withoutEffect.map(({ what }) => what).toSorted(), [
      'AWS::S3::Bucket BucketEncryption',
      'AWS::S3::Bucket LifecycleConfiguration',
      'AWS::S3::Bucket PublicAccessBlockConfiguration',
      'AWS::S3::BucketPolicy',
    ]);
  },
);

behaviour(
  'a bucket takes access lists of objects only where its object ownership says so, which it does not by default',
  { source: `${guide}/object-ownership-error-responses.html` },
  async (t) => {
    const { client, put, Bucket } = await startBucket(t);
    await put('key', 'x', { ACL: 'bucket-owner-full-control' });
    const notSupported = { name: 'AccessControlListNotSupported', message: 'The bucket does not allow ACLs' };
    await assert.rejects(put('key', 'x', { ACL: 'public-read' }), notSupported);
    await assert.rejects(put('key', 'x', { GrantRead: 'id="somebody"' }), notSupported);
    const copy = { Bucket, Key: 'copy', CopySource: `${Bucket}/key`, ACL: 'private' } as const;
    await assert.rejects(client.send(new CopyObjectCommand(copy)), notSupported);
    await assert.rejects(client.send(new CreateBucketCommand({ Bucket: 'public', ACL: 'public-read' })), {
      name: 'InvalidBucketAclWithObjectOwnership',
    });
    await client.send(
      new CreateBucketCommand({ Bucket: 'listed', ACL: 'public-read', ObjectOwnership: 'ObjectWriter' }),
    );
    await put('key', 'x', { Bucket: 'listed', ACL: 'public-read' });
  },
);

behaviour('a template says whether its bucket takes access lists', { source: template }, async (t) => {
  const rules = { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] };
  const { put } = await startBucket(t, {
    resources: { Listed: bucketResource({ BucketName: 'listed', OwnershipControls: rules }) },
  });
  await put('key', 'x', { Bucket: 'listed', ACL: 'public-read' });
});
