import { checksumOf, namedAlgorithm } from '../checksums.ts';
import { checkWriteConditions, isNotModified } from '../conditions.ts';
import { invalidArgument, notImplemented, preconditionFailed, S3Error } from '../errors.ts';
import { xmlAnswer } from '../s3-answer.ts';
import { checkAccessList } from './access-list.ts';
import type { BucketAction } from './action.ts';
import { objectOf } from './get-object.ts';
import { objectHeadersOf } from './object-headers.ts';
import { checkKey, writeHeaders } from './put-object.ts';

const sourceConditions = ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'];

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export const copyObject: BucketAction = {
  query: [],
  headers: [
    ...writeHeaders,
    'x-amz-checksum-algorithm',
    'x-amz-copy-source',
    'x-amz-metadata-directive',
    'x-amz-source-expected-bucket-owner',
    ...sourceConditions.map((each) => `x-amz-copy-source-${each}`),
  ],
  perform({ key, headers, s3, caller }, bucket) {
    checkKey(key);
    checkAccessList(bucket, headers);
    const { bucketName, sourceKey } = sourceOf(headers['x-amz-copy-source'] ?? '');
    const source = objectOf(s3.bucket(bucketName), sourceKey);
    const conditions = sourceConditions.flatMap((name) => {
      const value = headers[`x-amz-copy-source-${name}`];
      return value === undefined ? [] : [[name, value]];
    });
    if (isNotModified(source, Object.fromEntries(conditions))) throw preconditionFailed();
    checkWriteConditions(bucket.get(key), headers);
    const directive = headers['x-amz-metadata-directive'] ?? 'COPY';
    if (directive !== 'COPY' && directive !== 'REPLACE') throw invalidArgument('Unknown metadata directive.');
    if (directive === 'COPY' && bucketName === bucket.name && sourceKey === key)
      throw new S3Error(
        'InvalidRequest',
        'This copy request is illegal because it is trying to copy an object to itself without changing the object’s metadata, storage class, website redirect location or encryption attributes.',
      );
    const named = namedAlgorithm(headers);
    const { body } = source;
    const copy = s3.put(
      bucket,
      {
        key,
        body,
        headers: directive === 'COPY' ? source.headers : objectHeadersOf(headers),
        checksum: named === undefined ? source.checksum : checksumOf(body, named),
      },
      's3:ObjectCreated:Copy',
      caller,
    );
    return xmlAnswer('CopyObjectResult', {
      ETag: copy.etag,
      LastModified: new Date(copy.modifiedAtMs).toISOString(),
      [`Checksum${copy.checksum.algorithm.toUpperCase()}`]: copy.checksum.value,
      ChecksumType: 'FULL_OBJECT',
    });
  },
};

/** `bucket/key`, "URL-encoded", with or without a slash before. Throws InvalidArgument. */
function sourceOf(text: string): { bucketName: string; sourceKey: string } {
  if (text.includes('?versionId='))
    throw notImplemented(`versions of objects: leave versionId out of the copy source ${text}`);
  const [, bucketName, encodedKey] = /^\/?([^/]+)\/(.+)$/s.exec(text) ?? [];
  try {
    if (bucketName !== undefined && encodedKey !== undefined)
      return { bucketName, sourceKey: decodeURIComponent(encodedKey) };
  } catch {
    // Said below.
  }
  throw invalidArgument('Copy Source must mention the source bucket and key: sourcebucket/sourcekey');
}
