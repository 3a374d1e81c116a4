import { account } from '../../../kernel/account.ts';
import { homeRegion } from '../../../kernel/region.ts';
import { noContent, xmlAnswer } from '../s3-answer.ts';
import type { BucketAction } from './action.ts';

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
  perform: () => xmlAnswer('LocationConstraint', account.region === homeRegion ? undefined : account.region),
};
