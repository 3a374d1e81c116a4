import { decodeAwsChunked } from '../aws-chunked.ts';
import { checkedChecksum } from '../checksums.ts';
import { checkWriteConditions } from '../conditions.ts';
import { S3Error } from '../errors.ts';
import { checkAccessList } from './access-list.ts';
import type { BucketAction } from './action.ts';
import { objectHeadersOf } from './object-headers.ts';

/** "The length of the key name is at most 1,024 bytes." */
const maxKeyBytes = 1_024;

/** Headers of who may read what, and how it is encrypted: everybody may where access lists are taken, and it stays in memory. */
export const writeHeaders = [
  'x-amz-acl',
  'x-amz-grant-*',
  'x-amz-meta-*',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-bucket-key-enabled',
];

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject: BucketAction = {
  query: [],
  headers: [...writeHeaders, 'x-amz-checksum-*'],
  perform({ key, headers, body: sent, s3, caller }, bucket) {
    checkKey(key);
    checkAccessList(bucket, headers);
    const isChunked =
      /^STREAMING-/.test(headers['x-amz-content-sha256'] ?? '') ||
      /aws-chunked/.test(headers['content-encoding'] ?? '');
    const { body, trailer } = isChunked ? decodeAwsChunked(sent) : { body: sent, trailer: {} };
    const checksum = checkedChecksum(body, { ...headers, ...trailer });
    checkWriteConditions(bucket.get(key), headers);
    const { etag } = s3.put(
      bucket,
      { key, body, headers: objectHeadersOf(headers), checksum },
      's3:ObjectCreated:Put',
      caller,
    );
    return {
      status: 200,
      headers: {
        etag,
        [`x-amz-checksum-${checksum.algorithm}`]: checksum.value,
        'x-amz-checksum-type': 'FULL_OBJECT',
      },
    };
  },
};

export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > maxKeyBytes) throw new S3Error('KeyTooLongError', 'Your key is too long');
}
