import type { TestContext } from 'node:test';
import {
  GetObjectCommand,
  type GetObjectCommandInput,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Cloud } from '../cloud.ts';
import type { CloudSettings } from '../settings.ts';
import type { TemplateResource } from '../template/template.ts';
import { startTemplate } from './assembly.ts';
import { clientsOf } from './clients.ts';
import { queueResource } from './templates.ts';
import { Watch } from './watch.ts';

/** A bucket named `uploads`. */
export const bucketResource = (properties: Record<string, unknown> = {}): TemplateResource => ({
  Type: 'AWS::S3::Bucket',
  Properties: { BucketName: 'uploads', ...properties },
});

/** The SDK's client as it is made by default. It never tries again. */
export function s3Client(t: TestContext, cloud: Cloud, config: S3ClientConfig = {}): S3Client {
  const client = new S3Client({
    endpoint: cloud.endpoints.s3,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    ...config,
  });
  t.after(() => client.destroy());
  return client;
}

/** A cloud with the bucket `Bucket`, named `uploads`, the queue `Queue`, and what else is given. */
export async function startBucket(
  t: TestContext,
  options: {
    notifications?: Record<string, unknown>;
    resources?: Record<string, TemplateResource>;
    settings?: Partial<CloudSettings>;
  } = {},
) {
  const { notifications, resources = {}, settings } = options;
  const cloud = await startTemplate(
    t,
    {
      Resources: {
        Bucket: bucketResource(notifications && { NotificationConfiguration: notifications }),
        Queue: queueResource(),
        ...resources,
      },
      Outputs: { Queue: { Value: { Ref: 'Queue' } } },
    },
    settings,
  );
  const client = s3Client(t, cloud);
  const { sqs } = clientsOf(t, cloud);
  const Bucket = 'uploads';
  const receive = async (WaitTimeSeconds = 0): Promise<Message[]> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: cloud.outputs.Queue,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds,
      }),
    );
    return Messages;
  };
  return {
    cloud,
    client,
    Bucket,
    watch: new Watch(cloud),
    put: (
      Key: string,
      Body: PutObjectCommandInput['Body'] = 'content',
      more: Partial<PutObjectCommandInput> = {},
    ) => client.send(new PutObjectCommand({ Bucket, Key, Body, ...more })),
    get: (Key: string, more: Partial<GetObjectCommandInput> = {}) =>
      client.send(new GetObjectCommand({ Bucket, Key, ...more })),
    /** What the queue holds, as JSON, without the message that tests the destination. */
    async told(count: number) {
      const bodies: Record<string, unknown>[] = [];
      while (bodies.length < count)
        for (const { Body = '' } of await receive(5)) {
          const body = JSON.parse(Body);
          if (body.Event !== 's3:TestEvent') bodies.push(body);
        }
      return bodies;
    },
    receive,
  };
}

/** A configuration for the queue `Queue`. */
export const toQueue = (Event: string, rules: Record<string, string> = {}) => ({
  Event,
  Queue: { 'Fn::GetAtt': ['Queue', 'Arn'] },
  Filter: { S3Key: { Rules: Object.entries(rules).map(([Name, Value]) => ({ Name, Value })) } },
});
