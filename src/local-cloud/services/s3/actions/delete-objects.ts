import { checkedChecksum } from '../checksums.ts';
import { checkMatch } from '../conditions.ts';
import { malformedXml, partsNotImplemented, S3Error } from '../errors.ts';
import { noContent, xmlAnswer } from '../s3-answer.ts';
import { parseXml } from '../xml.ts';
import type { BucketAction } from './action.ts';

const maxKeys = 1_000;

/** What an object of the request may say besides its key; the rest needs versions, or a directory bucket. */
const knownElements = ['Key', 'ETag'];

/** "If the object specified in the request isn't found, Amazon S3 returns 204." https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export const deleteObject: BucketAction = {
  query: [],
  headers: [],
  perform({ key, headers, s3, caller }, bucket) {
    const expected = headers['if-match'];
    if (expected !== undefined) checkMatch(bucket.get(key), expected);
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
    const entries = document('Delete > Object');
    const names = entries
      .children()
      .toArray()
      .map(({ name }) => name);
    const unknown = [...new Set(names)].filter((name) => !knownElements.includes(name));
    if (unknown.length > 0) throw partsNotImplemented(unknown, 'of an object in this call');
    const objects = entries.toArray().map((each) => {
      const elements = document(each).children();
      const etag = elements.filter('ETag');
      return { Key: elements.filter('Key').text(), expected: etag.length > 0 ? etag.text() : undefined };
    });
    if (objects.length === 0 || objects.length > maxKeys || objects.some(({ Key }) => Key === ''))
      throw malformedXml();
    const isQuiet = document('Delete > Quiet').text() === 'true';
    const Deleted: { Key: string }[] = [];
    const errors: { Key: string; Code: string; Message: string }[] = [];
    for (const { Key, expected } of objects) {
      try {
        if (expected !== undefined) checkMatch(bucket.get(Key), expected);
        s3.delete(bucket, Key, caller);
        Deleted.push({ Key });
      } catch (error) {
        if (!(error instanceof S3Error)) throw error;
        errors.push({ Key, Code: error.code, Message: error.message });
      }
    }
    // "In quiet mode the response includes only keys where the delete action encountered an error."
    return xmlAnswer('DeleteResult', { Deleted: isQuiet ? [] : Deleted, Error: errors });
  },
};
