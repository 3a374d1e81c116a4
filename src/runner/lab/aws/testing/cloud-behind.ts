import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { load } from 'cheerio';

/* What the stand-in asks of our own cloud, which is behind it: `endpoint` is that cloud's address. */

/** The account that our cloud plays. */
export const account = '000000000000';

/** What CDK's bootstrap stack of a version makes that a deployment needs. */
export async function bootstrap(endpoint: string, region: string, version: number): Promise<void> {
  const s3 = new S3Client({ ...sdk(endpoint), forcePathStyle: true });
  const ssm = new SSMClient(sdk(endpoint));
  await s3.send(new CreateBucketCommand({ Bucket: `cdk-hnb659fds-assets-${account}-${region}` }));
  await ssm.send(
    new PutParameterCommand({
      Name: '/cdk-bootstrap/hnb659fds/version',
      Value: String(version),
      Type: 'String',
    }),
  );
  s3.destroy();
  ssm.destroy();
}

const sdk = (endpoint: string) => ({
  ...{ endpoint, region: 'us-east-1' },
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

/** Makes a bucket with something in it. */
export async function fillBucket(endpoint: string, Bucket: string): Promise<void> {
  const s3 = new S3Client({ ...sdk(endpoint), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'left', Body: 'left' }));
  s3.destroy();
}

/** Deletes a bucket if there is nothing in it, and tells whether it is gone. */
export async function deletedBucket(endpoint: string, Bucket: string): Promise<boolean> {
  const s3 = new S3Client({ ...sdk(endpoint), forcePathStyle: true });
  const isGone = await s3.send(new DeleteBucketCommand({ Bucket })).then(
    () => true,
    () => false,
  );
  s3.destroy();
  return isGone;
}

/** Makes a table as a stack would. */
export async function createTable(endpoint: string, TableName: string): Promise<void> {
  const dynamodb = new DynamoDBClient(sdk(endpoint));
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  dynamodb.destroy();
}

/** What a stack is created with, but the code of its functions is not where it is said to be. */
export async function withoutCode(
  endpoint: string,
  { TemplateURL = '', ...given }: Record<string, string>,
): Promise<Record<string, string>> {
  const s3 = new S3Client({ ...sdk(endpoint), forcePathStyle: true });
  const Key = new URL(TemplateURL).pathname.split('/').at(-1) ?? '';
  const Bucket = `cdk-hnb659fds-assets-${account}-us-east-1`;
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  const text = (await Body?.transformToString()) ?? '';
  s3.destroy();
  return { ...given, TemplateBody: text.replaceAll(/"S3Key": ?"[^"]*"/g, '"S3Key":"no-key.zip"') };
}

/** An answer of CloudFormation on a stack that could not be deleted, because a bucket of it is not empty. */
export const withBucket = (xml: string, bucket: string): string =>
  xml
    .replaceAll(/<StackStatus>[^<]*/g, '<StackStatus>DELETE_FAILED')
    .replace(
      '<StackResourceSummaries>',
      `<StackResourceSummaries><member><LogicalResourceId>Bucket</LogicalResourceId><PhysicalResourceId>${bucket}</PhysicalResourceId><ResourceType>AWS::S3::Bucket</ResourceType><ResourceStatus>DELETE_FAILED</ResourceStatus><ResourceStatusReason>The bucket you tried to delete is not empty (Service: S3, Status Code: 409)</ResourceStatusReason></member>`,
    );

/** What the tagging API calls a table. */
export const tableArn = (name: string, region: string) =>
  `arn:aws:dynamodb:${region}:${account}:table/${name}`;

/** Types that carry the tags of their stack, with what the tagging API calls them. */
export const taggable: Partial<Record<string, (id: string, region: string) => string>> = {
  'AWS::DynamoDB::Table': (id, region) => tableArn(id, region),
  'AWS::Lambda::Function': (id, region) => `arn:aws:lambda:${region}:${account}:function:${id}`,
  'AWS::SQS::Queue': (id, region) => `arn:aws:sqs:${region}:${account}:${id.split('/').at(-1)}`,
  'AWS::S3::Bucket': (id) => `arn:aws:s3:::${id}`,
};

const signedFor = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

/** A call of CloudFormation. */
export async function query(
  endpoint: string,
  action: string,
  fields: Record<string, string>,
): Promise<{ status: number; body: string }> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: signedFor('cloudformation'),
    body: new URLSearchParams({ Action: action, Version: '2010-05-15', ...fields }),
  });
  return { status: response.status, body: await response.text() };
}

/** The stacks that are there. */
export async function described(endpoint: string) {
  const $ = load((await query(endpoint, 'DescribeStacks', {})).body, { xml: true });
  return $('Stacks > member')
    .toArray()
    .map((each) => ({
      id: $(each).children('StackId').text(),
      name: $(each).children('StackName').text(),
      tags: new Map(
        $(each)
          .find('Tags > member')
          .toArray()
          .map((tag) => [$(tag).children('Key').text(), $(tag).children('Value').text()]),
      ),
    }));
}

/** The resources of a stack. */
export async function resources(endpoint: string, stack: string) {
  const $ = load((await query(endpoint, 'ListStackResources', { StackName: stack })).body, { xml: true });
  return $('StackResourceSummaries > member')
    .toArray()
    .map((each) => ({
      type: $(each).children('ResourceType').text(),
      physicalId: $(each).children('PhysicalResourceId').text(),
      status: $(each).children('ResourceStatus').text(),
    }));
}

/** Hands a request to our cloud, and its answer back. */
export function passOn(
  endpoint: string,
  { method, headers, url = '/' }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve, reject) => {
    const { 'transfer-encoding': _, ...rest } = headers;
    const passed = ask(
      { hostname, port, path: url, method, headers: { ...rest, 'content-length': body.length } },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response).on('close', resolve);
      },
    );
    passed.on('error', reject);
    passed.end(body);
  });
}

/** A stack as a run makes it, of which nothing else is left. */
export async function createTaggedStack(endpoint: string, name: string, run: string): Promise<void> {
  const { status, body } = await query(endpoint, 'CreateStack', {
    StackName: name,
    TemplateBody: JSON.stringify({ Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: {} } } }),
    'Tags.member.1.Key': '200-or-202-run',
    'Tags.member.1.Value': run,
  });
  if (status !== 200) throw new Error(body);
}
