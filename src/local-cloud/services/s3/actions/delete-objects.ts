import { checkedChecksum } from '../checksums.ts';
import { malformedXml } from '../errors.ts';
import { noContent, xmlAnswer } from '../s3-answer.ts';
import { parseXml } from '../xml.ts';
import type { BucketAction } from './action.ts';

const maxKeys = 1_000;

/** "If the object specified in the request isn't found, Amazon S3 returns 204." https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export const deleteObject: BucketAction = {
  query: [],
  headers: [],
  perform({ key, s3, caller }, bucket) {
    s3.delete(bucket, key, caller);
    return noContent;
  },
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export const deleteObjects: BucketAction = {
  query: ['delete'],
  headers: ['x-amz-checksum-*', 'x-amz-sdk-checksum-algorithm'],
  async perform({ body, headers, s3, caller }, bucket) {
    checkedChecksum(body, headers);
    const document = await parseXml(body.toString('utf8'));
    const keys = document('Delete > Object')
      .toArray()
      .map((each) => document(each).children('Key').text());
    if (keys.length === 0 || keys.length > maxKeys || keys.includes('')) throw malformedXml();
    const isQuiet = document('Delete > Quiet').text() === 'true';
    for (const each of keys) s3.delete(bucket, each, caller);
    return xmlAnswer('DeleteResult', { Deleted: isQuiet ? [] : keys.map((Key) => ({ Key })) });
  },
};
