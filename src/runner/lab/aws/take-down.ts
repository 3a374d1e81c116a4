import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { DeleteStreamCommand } from '@aws-sdk/client-kinesis';
import { DeleteFunctionCommand } from '@aws-sdk/client-lambda';
import {
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import { DeleteTopicCommand } from '@aws-sdk/client-sns';
import { DeleteQueueCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import type { Clients } from '#experiment/clients.ts';
import type { AwsApi } from './aws-api.ts';
import { type LeftOver, logGroups, partsOf } from './left-over.ts';
import { deleteStack, resourcesOf, type StackResource } from './stacks.ts';

/** What became of a stack that was to be deleted. */
export interface DeletedStack {
  isGone: boolean;
  /** What CloudFormation says it has deleted. */
  deleted: StackResource[];
  /** Why something was not, where it says so. */
  reasons: string[];
}

/** Deletes a stack. Whether that went well is not taken from the answer to the call, but from what is there. */
export async function removeStack(api: AwsApi, id: string, poll?: number): Promise<DeletedStack> {
  const after = await deleteStack(api, { id }, poll);
  const resources = await resourcesOf(api, id);
  const isGone = after === undefined || after.status === 'DELETE_COMPLETE';
  return {
    isGone,
    deleted: resources.filter(({ status }) => status === 'DELETE_COMPLETE'),
    reasons: isGone
      ? []
      : [
          ...resources
            .filter(({ status }) => status === 'DELETE_FAILED')
            .map(({ logicalId, type, reason }) => `${logicalId} (${type}): ${reason}`),
          `${after.name} is ${after.status}. ${after.reason}`.trim(),
        ],
  };
}

/** Deletes the log groups that Lambda made for the functions of a run. */
export async function removeLogGroups(api: AwsApi, run: string): Promise<void> {
  for (const name of await logGroups(api, run)) await deleteLogGroup(api, name);
}

const deleteLogGroup = (api: AwsApi, logGroupName: string) =>
  api.json('logs', 'Logs_20140328.DeleteLogGroup', { logGroupName });

/** Removes something that a run left, whatever it is. Rejects where nobody knows how, or AWS refuses it. */
export async function removeLeftOver(
  api: AwsApi,
  clients: Clients,
  { by, what, command }: LeftOver,
  poll?: number,
): Promise<StackResource[]> {
  if ('logGroup' in by) {
    await deleteLogGroup(api, by.logGroup);
    return [];
  }
  if ('stack' in by) return removeWithBuckets(api, clients, by.stack, poll);
  const { service, kind, name } = partsOf(by.arn);
  const remove = removers[`${service} ${kind}`.trim()];
  if (!remove) throw new Error(`${what} is removed by hand: ${command}`);
  await remove(clients, name, by.arn);
  return [];
}

/** A bucket that is not empty, of which no lab keeps versions, keeps its stack from being deleted: it is emptied first. */
async function removeWithBuckets(
  api: AwsApi,
  clients: Clients,
  id: string,
  poll?: number,
): Promise<StackResource[]> {
  const buckets = (await resourcesOf(api, id)).filter(
    ({ type, status }) => type === 'AWS::S3::Bucket' && status !== 'DELETE_COMPLETE',
  );
  for (const { physicalId } of buckets) if (physicalId !== '') await emptyBucket(clients.s3, physicalId);
  const { isGone, deleted, reasons } = await removeStack(api, id, poll);
  if (!isGone) throw new Error(reasons.join('; '));
  return deleted;
}

/** Resources that a stack can leave, by service and kind in their ARNs. */
const removers: Partial<Record<string, (clients: Clients, name: string, arn: string) => Promise<unknown>>> = {
  'dynamodb table': (clients, TableName) => clients.documents.send(new DeleteTableCommand({ TableName })),
  'kinesis stream': (clients, StreamName) => clients.kinesis.send(new DeleteStreamCommand({ StreamName })),
  'lambda function': (clients, FunctionName) =>
    clients.lambda.send(new DeleteFunctionCommand({ FunctionName })),
  async s3(clients, Bucket) {
    await emptyBucket(clients.s3, Bucket);
    await clients.s3.send(new DeleteBucketCommand({ Bucket }));
  },
  sns: (clients, _, TopicArn) => clients.sns.send(new DeleteTopicCommand({ TopicArn })),
  async sqs({ sqs }, QueueName) {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  },
};

async function emptyBucket(s3: S3Client, Bucket: string): Promise<void> {
  for (;;) {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    if (Contents.length === 0) return;
    for (const { Key } of Contents) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  }
}
