import assert from 'node:assert/strict';
import {
  CreateBucketCommand,
  type CreateBucketConfiguration,
  GetBucketLocationCommand,
  ListBucketsCommand,
} from '@aws-sdk/client-s3';
import { behavioursOf } from '../../testing/behaviour.ts';
import { clientIn, here, startRegions, there } from '../../testing/regions.ts';
import { bucketResource, s3Client, startBucket } from '../../testing/s3.ts';

const behaviour = behavioursOf('S3', import.meta.filename);
const api = 'https://docs.aws.amazon.com/AmazonS3/latest/API';
const guide = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';

behaviour(
  'in us-east-1 a bucket that is there already can be created again, and keeps what is in it',
  { source: `${api}/API_CreateBucket.html` },
  async (t) => {
    const { client, put, get, Bucket } = await startBucket(t);
    await put('key', 'kept');
    await client.send(new CreateBucketCommand({ Bucket }));
    assert.equal(await (await get('key')).Body?.transformToString(), 'kept');
  },
);

behaviour(
  'a bucket is made in the Region of the endpoint: another one is refused, as is what is for other kinds of buckets',
  {
    source: `${api}/API_CreateBucket.html`,
    fidelity: 'differs',
    note: 'tags of a bucket by the API are not emulated',
  },
  async (t) => {
    const { client } = await startBucket(t);
    const create = (CreateBucketConfiguration: CreateBucketConfiguration) =>
      client.send(new CreateBucketCommand({ Bucket: 'another', CreateBucketConfiguration }));
    await assert.rejects(create({ LocationConstraint: 'eu-west-1' }), {
      name: 'IllegalLocationConstraintException',
    });
    await assert.rejects(create({ LocationConstraint: 'us-east-1' as 'EU' }), {
      name: 'InvalidLocationConstraint',
    });
    await assert.rejects(create({ Bucket: { Type: 'Directory' } }), {
      name: 'NotImplemented',
      message: /Bucket/,
    });
    await assert.rejects(create({ Tags: [{ Key: 'a', Value: 'b' }] }), {
      name: 'NotImplemented',
      message: /Tags/,
    });
    const { Buckets } = await client.send(new ListBucketsCommand({ Prefix: 'another' }));
    assert.deepEqual(Buckets ?? [], []);
  },
);

behaviour(
  'buckets are listed by prefix and page by page',
  { source: `${api}/API_ListBuckets.html` },
  async (t) => {
    const { client, Bucket } = await startBucket(t);
    for (const name of ['logs-a', 'logs-b', 'logs-c'])
      await client.send(new CreateBucketCommand({ Bucket: name }));
    const list = (input: ListBucketsCommand['input']) => client.send(new ListBucketsCommand(input));
    const namesOf = ({ Buckets = [] }: { Buckets?: { Name?: string | undefined }[] | undefined }) =>
      Buckets.map(({ Name }) => Name);
    const first = await list({ Prefix: 'logs-', MaxBuckets: 2 });
    assert.deepEqual(namesOf(first), ['logs-a', 'logs-b']);
    assert.equal(first.Prefix, 'logs-');
    assert.equal(first.Buckets?.[0]?.BucketRegion, 'us-east-1');
    const second = await list({
      Prefix: 'logs-',
      MaxBuckets: 2,
      ContinuationToken: first.ContinuationToken,
    });
    assert.deepEqual([namesOf(second), second.ContinuationToken], [['logs-c'], undefined]);
    assert.deepEqual(namesOf(await list({})), ['logs-a', 'logs-b', 'logs-c', Bucket]);
    assert.equal(namesOf(await list({ BucketRegion: 'us-east-1' })).length, 4);
    for (const wrong of [
      { MaxBuckets: 0 },
      { MaxBuckets: 10_001 },
      { ContinuationToken: '?' },
      { BucketRegion: 'eu-west-1' },
    ])
      await assert.rejects(list(wrong), { name: 'InvalidArgument' }, JSON.stringify(wrong));
  },
);

behaviour(
  'a bucket of another Region than us-east-1 tells where it is, and cannot be created twice',
  { source: `${api}/API_GetBucketLocation.html` },
  async (t) => {
    const cloud = await startRegions(t, {
      [here]: { Resources: {} },
      [there]: { Resources: { Bucket: bucketResource() } },
    });
    const client = s3Client(t, cloud, clientIn(cloud, there, 's3'));
    const create = (LocationConstraint: 'EU' | 'eu-west-1') =>
      client.send(
        new CreateBucketCommand({ Bucket: 'another', CreateBucketConfiguration: { LocationConstraint } }),
      );
    await create('EU');
    await assert.rejects(create('eu-west-1'), { name: 'BucketAlreadyOwnedByYou' });
    for (const Bucket of ['another', 'uploads']) {
      const { LocationConstraint } = await client.send(new GetBucketLocationCommand({ Bucket }));
      assert.equal(LocationConstraint, there);
    }
    // The SDK names the Region of its own accord.
    const unnamed = await fetch(`${cloud.regions[there]?.endpoints.s3}/third`, { method: 'PUT' });
    assert.equal(unnamed.status, 400);
    assert.match(await unnamed.text(), /<Code>IllegalLocationConstraintException<.*unspecified location/);
  },
);

behaviour(
  'a name is that of one bucket in all Regions, and whoever asks another Region for it is told where it is',
  { source: `${guide}/bucketnamingrules.html` },
  async (t) => {
    const named = { Resources: { Bucket: bucketResource() } };
    const unnamed = { Resources: { Bucket: bucketResource({ BucketName: undefined }) } };
    await assert.rejects(
      startRegions(t, { [here]: named, [there]: named }),
      /BucketName: .* has this name already/,
    );
    await startRegions(t, { [here]: unnamed, [there]: unnamed });
    const cloud = await startRegions(t, { [here]: unnamed, [there]: named });
    const client = s3Client(t, cloud);
    await assert.rejects(client.send(new CreateBucketCommand({ Bucket: 'uploads' })), {
      name: 'BucketAlreadyOwnedByYou',
    });
    const answer = await fetch(`${cloud.endpoints.s3}/uploads/key`, { redirect: 'manual' });
    assert.equal(answer.status, 301);
    assert.equal(answer.headers.get('x-amz-bucket-region'), there);
    assert.match(await answer.text(), /<Code>PermanentRedirect<\/Code>/);
  },
);
