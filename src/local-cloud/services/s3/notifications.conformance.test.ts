import assert from 'node:assert/strict';
import { CopyObjectCommand, DeleteObjectCommand, DeleteObjectsCommand } from '@aws-sdk/client-s3';
import type { S3EventRecord } from 'aws-lambda';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { refusalOf, stackOf } from '../../testing/planned.ts';
import { bucketResource, startBucket, toQueue } from '../../testing/s3.ts';
import { functionResource, queueResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('S3 event notifications', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';
const recordOf = (body: Record<string, unknown> | undefined) =>
  (body as { Records: S3EventRecord[] } | undefined)?.Records[0] as S3EventRecord;
const arn = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });

behaviour(
  'a queue gets a record with the event, the bucket, and the object: its key URL-encoded, its size, its ETag',
  {
    source: `${guide}/notification-content-structure.html`,
    fidelity: 'modelled',
    note: 'the fields are those of version 2.1 of the structure; the minor versions after it add some',
  },
  async (t) => {
    const { put, told } = await startBucket(t, {
      notifications: { QueueConfigurations: [toQueue('s3:ObjectCreated:*')] },
    });
    const { ETag } = await put('photos/red flower+ü.jpg', 'petals');
    const record = recordOf((await told(1))[0]);
    assert.equal(record.eventVersion, '2.1');
    assert.equal(record.eventSource, 'aws:s3');
    assert.equal(record.awsRegion, 'us-east-1');
    assert.equal(record.eventName, 'ObjectCreated:Put');
    assert.match(record.eventTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.equal(record.requestParameters.sourceIPAddress, '127.0.0.1');
    assert.ok(record.userIdentity.principalId && record.responseElements['x-amz-request-id']);
    assert.equal(record.s3.s3SchemaVersion, '1.0');
    assert.ok(record.s3.configurationId);
    assert.equal(record.s3.bucket.name, 'uploads');
    assert.equal(record.s3.bucket.arn, 'arn:aws:s3:::uploads');
    assert.equal(record.s3.object.key, 'photos/red+flower%2B%C3%BC.jpg');
    assert.equal(record.s3.object.size, 6);
    assert.equal(record.s3.object.eTag, ETag?.replaceAll('"', ''));
    assert.match(record.s3.object.sequencer, /^[0-9A-F]+$/);
  },
);

behaviour(
  'of two events of one key the later has the greater sequencer, and a removal has neither size nor ETag',
  { source: `${guide}/notification-content-structure.html` },
  async (t) => {
    const { client, put, told, Bucket } = await startBucket(t, {
      notifications: {
        QueueConfigurations: [toQueue('s3:ObjectCreated:*'), toQueue('s3:ObjectRemoved:Delete')],
      },
    });
    await put('key', 'first');
    await put('key', 'second');
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'key' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'key' }));
    const records = (await told(3)).map(recordOf);
    const ordered = records.toSorted((a, b) => (a.s3.object.sequencer < b.s3.object.sequencer ? -1 : 1));
    assert.deepEqual(
      ordered.map(({ eventName, s3 }) => [eventName, s3.object.size, s3.object.eTag !== undefined]),
      [
        ['ObjectCreated:Put', 5, true],
        ['ObjectCreated:Put', 6, true],
        ['ObjectRemoved:Delete', undefined, false],
      ],
    );
  },
);

behaviour(
  'a configuration can be for one way to create objects, or for all; each object of a batch that is deleted has its event',
  { source: `${guide}/notification-how-to-event-types-and-destinations.html` },
  async (t) => {
    const { client, put, told, Bucket, watch } = await startBucket(t, {
      notifications: {
        QueueConfigurations: [toQueue('s3:ObjectCreated:Copy'), toQueue('s3:ObjectRemoved:*')],
      },
    });
    await put('a');
    await client.send(new CopyObjectCommand({ Bucket, Key: 'b', CopySource: `${Bucket}/a` }));
    await client.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: [{ Key: 'a' }, { Key: 'b' }, { Key: 'never' }] },
      }),
    );
    const names = (await told(3)).map((each) => recordOf(each).eventName);
    assert.deepEqual(names.toSorted(), [
      'ObjectCreated:Copy',
      'ObjectRemoved:Delete',
      'ObjectRemoved:Delete',
    ]);
    assert.equal(watch.of('object-written', 'Bucket').length, 4);
  },
);

behaviour(
  'a filter takes keys by how they begin and end; case matters',
  { source: `${guide}/notification-how-to-filtering.html` },
  async (t) => {
    const { put, told } = await startBucket(t, {
      notifications: {
        QueueConfigurations: [toQueue('s3:ObjectCreated:*', { prefix: 'photos/', suffix: '.jpg' })],
      },
    });
    for (const key of ['photos/a.png', 'a.jpg', 'photos/b.JPG', 'Photos/c.jpg', 'photos/d.jpg'])
      await put(key);
    assert.deepEqual(
      (await told(1)).map((each) => recordOf(each).s3.object.key),
      ['photos/d.jpg'],
    );
  },
);

for (const { what, first, second, overlaps } of [
  { what: 'the same event twice', first: {}, second: {}, overlaps: true },
  {
    what: 'one prefix that begins with the other',
    first: { prefix: 'a' },
    second: { prefix: 'ab' },
    overlaps: true,
  },
  {
    what: 'suffixes alone that overlap',
    first: { suffix: 'jpg' },
    second: { suffix: 'pjpg' },
    overlaps: true,
  },
  {
    what: 'overlapping prefixes with different suffixes',
    first: { prefix: 'a', suffix: '.jpg' },
    second: { prefix: 'a', suffix: '.png' },
    overlaps: false,
  },
  { what: 'different prefixes', first: { prefix: 'a/' }, second: { prefix: 'b/' }, overlaps: false },
])
  behaviour(
    `two configurations for one event with ${what} are ${overlaps ? 'refused' : 'taken'}`,
    { source: `${guide}/notification-how-to-filtering.html` },
    async (t) => {
      const started = startTemplate(t, {
        Resources: {
          Queue: queueResource(),
          Bucket: bucketResource({
            NotificationConfiguration: {
              QueueConfigurations: [
                toQueue('s3:ObjectCreated:*', first),
                toQueue('s3:ObjectCreated:Put', second),
              ],
            },
          }),
        },
      });
      if (overlaps) await assert.rejects(started, /NotificationConfiguration.*is ambiguously defined/);
      else await started;
    },
  );

behaviour(
  'a queue gets a test message when it becomes a destination',
  { source: `${guide}/enable-event-notifications.html` },
  async (t) => {
    const { receive } = await startBucket(t, {
      notifications: { QueueConfigurations: [toQueue('s3:ObjectCreated:*')] },
    });
    const [message] = await receive(5);
    const body = JSON.parse(message?.Body ?? '');
    assert.equal(body.Event, 's3:TestEvent');
    assert.equal(body.Service, 'Amazon S3');
    assert.equal(body.Bucket, 'uploads');
  },
);

const failing = functionResource("exports.handler = async () => { throw new Error('no') };");
const toFunction = { Event: 's3:ObjectCreated:*', Function: arn('Function') };

behaviour(
  'a function is invoked asynchronously: who uploads has the answer before, and a failure is tried twice again',
  {
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html',
    fidelity: 'modelled',
    note: 'the waits between the attempts are scaled by timeScale',
  },
  async (t) => {
    const { put, get, watch } = await startBucket(t, {
      notifications: { LambdaConfigurations: [toFunction] },
      resources: { Function: failing },
      settings: { timeScale: 0.001 },
    });
    const { $metadata } = await put('key');
    assert.equal($metadata.httpStatusCode, 200);
    const [givenUp] = await watch.first('event-given-up', 'Function');
    assert.equal(givenUp?.reason, 'RetriesExhausted');
    const started = watch.of('invocation-started', 'Function');
    assert.deepEqual(
      started.map(({ trigger }) => trigger),
      ['s3', 's3', 's3'],
    );
    const [written] = watch.of('object-written', 'Bucket');
    assert.ok(written?.eventId);
    for (const { causes } of started) assert.deepEqual(causes, [written.eventId]);
    assert.equal(watch.of('event-delivered', 'Bucket')[0]?.to, 'Function');
    assert.ok(await get('key'));
  },
);

behaviour(
  'what a function gives up goes to its on-failure destination, with the event of S3 in it',
  {
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
    fidelity: 'modelled',
    note: 'the waits between the attempts are scaled by timeScale',
  },
  async (t) => {
    const { put, receive } = await startBucket(t, {
      notifications: { LambdaConfigurations: [toFunction] },
      resources: {
        Function: failing,
        Config: {
          Type: 'AWS::Lambda::EventInvokeConfig',
          Properties: {
            FunctionName: { Ref: 'Function' },
            Qualifier: '$LATEST',
            DestinationConfig: { OnFailure: { Destination: arn('Queue') } },
          },
        },
      },
      settings: { timeScale: 0.001 },
    });
    await put('key');
    const [message] = await receive(10);
    const record = JSON.parse(message?.Body ?? '');
    assert.equal(record.requestContext.condition, 'RetriesExhausted');
    assert.equal(record.requestContext.approximateInvokeCount, 3);
    assert.equal(recordOf(record.requestPayload).s3.object.key, 'key');
  },
);

behaviour(
  'a topic gets the event with a subject, and hands it on',
  { source: `${guide}/notification-how-to-event-types-and-destinations.html` },
  async (t) => {
    const { put, told } = await startBucket(t, {
      notifications: { TopicConfigurations: [{ Event: 's3:ObjectCreated:*', Topic: { Ref: 'Topic' } }] },
      resources: {
        Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
        Subscription: {
          Type: 'AWS::SNS::Subscription',
          Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'sqs', Endpoint: arn('Queue') },
        },
      },
    });
    await put('key');
    const [body] = await told(1);
    assert.equal(body?.Subject, 'Amazon S3 Notification');
    assert.equal(recordOf(JSON.parse(String(body?.Message))).s3.object.key, 'key');
  },
);

behaviour(
  'EventBridge gets every event of a bucket that has it enabled, with the key as it is',
  { source: `${guide}/ev-events.html` },
  async (t) => {
    const { client, put, told, Bucket } = await startBucket(t, {
      notifications: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      resources: {
        Rule: {
          Type: 'AWS::Events::Rule',
          Properties: {
            EventPattern: { source: ['aws.s3'], detail: { bucket: { name: ['uploads'] } } },
            Targets: [{ Id: 'Queue', Arn: arn('Queue') }],
          },
        },
      },
    });
    await put('red flower.jpg', 'petals');
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'red flower.jpg' }));
    const [created, deleted] = (await told(2)) as Record<string, never>[];
    assert.equal(created?.['detail-type'], 'Object Created');
    assert.deepEqual(created?.resources, ['arn:aws:s3:::uploads']);
    const { detail } = created as unknown as {
      detail: { object: { key: string; size: number }; reason: string };
    };
    assert.equal(detail.object.key, 'red flower.jpg');
    assert.equal(detail.object.size, 6);
    assert.equal(detail.reason, 'PutObject');
    assert.equal(deleted?.['detail-type'], 'Object Deleted');
    assert.match(JSON.stringify(deleted?.detail), /"deletion-type":"Permanently Deleted"/);
  },
);

behaviour(
  'a destination that takes nothing for a while gets the event later; who uploads hears nothing of it',
  {
    source: `${guide}/EventNotifications.html`,
    fidelity: 'modelled',
    note: 'AWS says that events are delivered at least once, and not how it tries again: here as EventBridge does',
  },
  async (t) => {
    const { cloud, put, told, watch } = await startBucket(t, {
      notifications: { QueueConfigurations: [toQueue('s3:ObjectCreated:*')] },
      settings: { timeScale: 0.01 },
    });
    const mend = cloud.faults.inject({ resource: 'Queue', fault: 'down' });
    assert.equal((await put('key')).$metadata.httpStatusCode, 200);
    await watch.first('event-retried', 'Bucket');
    mend();
    assert.equal(recordOf((await told(1))[0]).s3.object.key, 'key');
  },
);

behaviour(
  'a destination that is not of the assembly is refused',
  { source: `${guide}/enable-event-notifications.html` },
  async (t) => {
    await assert.rejects(
      startTemplate(t, {
        Resources: {
          Bucket: bucketResource({
            NotificationConfiguration: {
              LambdaConfigurations: [
                {
                  Event: 's3:ObjectCreated:*',
                  Function: 'arn:aws:lambda:us-east-1:000000000000:function:none',
                },
              ],
            },
          }),
        },
      }),
      /NotificationConfiguration\.LambdaConfigurations.*function:none/,
    );
  },
);

behaviour(
  'a FIFO queue is no destination, nor is a topic where a queue is to be named',
  { source: `${guide}/EventNotifications.html` },
  () => {
    for (const Queue of [arn('Fifo'), { Ref: 'Topic' }]) {
      const configuration = { QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue }] };
      const Resources = {
        Fifo: queueResource({ FifoQueue: true }),
        Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
        Bucket: bucketResource({ NotificationConfiguration: configuration }),
      };
      assert.match(
        refusalOf(stackOf({ Resources })).message,
        /QueueConfigurations\.0\.Queue.*must be the ARN of a standard queue/,
      );
    }
  },
);
