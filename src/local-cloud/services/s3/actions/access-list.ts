import type { Bucket, ObjectOwnership } from '../bucket.ts';
import { S3Error } from '../errors.ts';

type Headers = Readonly<Record<string, string>>;

const grants = (headers: Headers): boolean =>
  Object.keys(headers).some((name) => name.startsWith('x-amz-grant-'));

/**
 * "All S3 PUT requests must either specify the bucket-owner-full-control canned ACL or not specify an ACL, or these requests
 * will fail", in a bucket whose access lists are disabled.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-ownership-error-responses.html
 */
export function checkAccessList({ ownership }: Bucket, headers: Headers): void {
  const { 'x-amz-acl': list = 'bucket-owner-full-control' } = headers;
  if (ownership === 'BucketOwnerEnforced' && (list !== 'bucket-owner-full-control' || grants(headers)))
    throw new S3Error('AccessControlListNotSupported', 'The bucket does not allow ACLs');
}

/** Of a bucket that is made: a list of its own "must grant only the bucket owner full control". */
export function checkBucketAccessList(ownership: ObjectOwnership, headers: Headers): void {
  const { 'x-amz-acl': list = 'private' } = headers;
  const isOwners = ['private', 'bucket-owner-full-control'].includes(list) && !grants(headers);
  if (ownership === 'BucketOwnerEnforced' && !isOwners)
    throw new S3Error(
      'InvalidBucketAclWithObjectOwnership',
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    );
}
