import { account } from '../../../kernel/account.ts';
import { isBucketName } from '../bucket.ts';
import { S3Error } from '../errors.ts';
import type { S3 } from '../s3.ts';
import { noContent, type S3Answer, xmlAnswer } from '../s3-answer.ts';
import type { ActionCall, BucketAction } from './action.ts';
import { checkKnownParts } from './known-parts.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export const listBuckets = (s3: S3): S3Answer =>
  xmlAnswer('ListAllMyBucketsResult', {
    Owner: { ID: account.id },
    Buckets: {
      Bucket: s3.buckets.map(({ name, createdAtMs, arn }) => ({
        Name: name,
        CreationDate: new Date(createdAtMs).toISOString(),
        BucketArn: arn,
      })),
    },
  });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export function createBucket(call: ActionCall): S3Answer {
  // Who may do what does not matter here: everybody may.
  checkKnownParts(call, {
    perform: () => noContent,
    query: [],
    headers: ['x-amz-acl', 'x-amz-grant-*', 'x-amz-object-ownership'],
  });
  if (!isBucketName(call.bucket))
    throw new S3Error('InvalidBucketName', 'The specified bucket is not valid.');
  call.s3.createBucket(call.bucket);
  return { status: 200, headers: { location: `/${call.bucket}` } };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export const headBucket: BucketAction = {
  query: [],
  headers: [],
  perform: () => ({ status: 200, headers: { 'x-amz-bucket-region': account.region } }),
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export const deleteBucket: BucketAction = {
  query: [],
  headers: [],
  perform({ s3 }, bucket) {
    s3.deleteBucket(bucket);
    return noContent;
  },
};

/** "Buckets in Region us-east-1 have a LocationConstraint of null." https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export const getBucketLocation: BucketAction = {
  query: ['location'],
  headers: [],
  perform: () => xmlAnswer('LocationConstraint', undefined),
};
