import { notImplemented, S3Error } from '../errors.ts';
import type { S3, S3Caller } from '../s3.ts';
import type { S3Answer } from '../s3-answer.ts';
import type { S3Request } from '../s3-request.ts';
import type { BucketAction } from './action.ts';
import { deleteBucket, getBucketLocation, headBucket } from './buckets.ts';
import { copyObject } from './copy-object.ts';
import { createBucket } from './create-bucket.ts';
import { deleteObject, deleteObjects } from './delete-objects.ts';
import { getObject } from './get-object.ts';
import { checkKnownParts, checkOwner } from './known-parts.ts';
import { listBuckets } from './list-buckets.ts';
import { listObjects, listObjectsV2 } from './list-objects.ts';
import { putObject } from './put-object.ts';

/** Actions on a bucket, by method and what the query names. */
const onBuckets: Record<string, BucketAction> = {
  HEAD: headBucket,
  DELETE: deleteBucket,
  GET: listObjects,
  'GET location': getBucketLocation,
  'GET list-type': listObjectsV2,
  'POST delete': deleteObjects,
};

const onObjects: Record<string, BucketAction> = {
  GET: getObject,
  HEAD: getObject,
  PUT: putObject,
  'PUT copy': copyObject,
  DELETE: deleteObject,
};

/** Performs the action that a call asks for. Rejects with an S3Error where S3 would refuse, or has no such action here. */
export async function perform(request: S3Request, s3: S3, caller: S3Caller): Promise<S3Answer> {
  const { method, bucket: name, key } = request;
  const call = { ...request, s3, caller };
  if (name === '') {
    if (method === 'GET') return listBuckets(call);
    throw new S3Error('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405);
  }
  if (request.query.has('uploads') || request.query.has('uploadId'))
    throw notImplemented(
      `multipart uploads, and this is a part of one (${method} with ?${[...request.query.keys()].join('&')}). Put the object with PutObject; Upload of @aws-sdk/lib-storage does so when its partSize is larger than the body`,
    );
  if (key === '' && method === 'PUT' && request.query.size === 0) return createBucket(call);
  const action = key === '' ? onBuckets[nameOnBucket(request)] : onObjects[nameOnObject(request)];
  const asked = `${method} /${key === '' ? 'bucket' : 'bucket/key'}${request.query.size > 0 ? `?${[...request.query.keys()].join('&')}` : ''}`;
  if (!action || namesAnother(request, action))
    throw notImplemented(`${asked}: it has ${actionNames.join(', ')}`);
  checkKnownParts(request, action);
  const bucket = s3.bucket(name);
  checkOwner(request);
  await s3.suffer(bucket);
  return action.perform(call, bucket);
}

/** Whether the query names an action that is not there, as `?tagging` does: a parameter has a value. */
const namesAnother = ({ query }: S3Request, action: BucketAction): boolean =>
  [...query].some(([name, value]) => value === '' && !action.query.includes(name));

function nameOnBucket({ method, query }: S3Request): string {
  const named = ['location', 'list-type', 'delete'].find((each) => query.has(each));
  return named === undefined ? method : `${method} ${named}`;
}

const nameOnObject = ({ method, headers }: S3Request): string =>
  method === 'PUT' && headers['x-amz-copy-source'] !== undefined ? 'PUT copy' : method;

const actionNames = [
  'CopyObject',
  'CreateBucket',
  'DeleteBucket',
  'DeleteObject',
  'DeleteObjects',
  'GetBucketLocation',
  'GetObject',
  'HeadBucket',
  'HeadObject',
  'ListBuckets',
  'ListObjects',
  'ListObjectsV2',
  'PutObject',
];
