import type { Bucket } from '../bucket.ts';
import type { S3, S3Caller } from '../s3.ts';
import type { S3Answer } from '../s3-answer.ts';
import type { S3Request } from '../s3-request.ts';

/** What an action works with. */
export interface ActionCall extends S3Request {
  s3: S3;
  caller: S3Caller;
}

/** An action on a bucket, or on an object of one. Throws an S3Error where it refuses. */
export interface BucketAction {
  perform(call: ActionCall, bucket: Bucket): Promise<S3Answer> | S3Answer;
  /** Parameters of the query that it knows, besides the one that names it. */
  query: readonly string[];
  /** `x-amz-…` headers that it knows, besides those of every call; `x-amz-meta-*` stands for all that begin so. */
  headers: readonly string[];
}
