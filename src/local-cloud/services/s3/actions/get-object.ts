import type { Bucket } from '../bucket.ts';
import { byteRange } from '../byte-range.ts';
import { isNotModified } from '../conditions.ts';
import { noSuchKey } from '../errors.ts';
import type { StoredObject } from '../stored-object.ts';
import type { BucketAction } from './action.ts';

/** Headers of the answer that the query may choose. */
const overrides = [
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
  'response-content-language',
  'response-content-type',
  'response-expires',
];

/** Throws NoSuchKey. */
export function objectOf(bucket: Bucket, key: string): StoredObject {
  const object = bucket.get(key);
  if (!object) throw noSuchKey();
  return object;
}

/** Also HEAD. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export const getObject: BucketAction = {
  query: overrides,
  headers: ['x-amz-checksum-mode'],
  perform({ method, key, headers, query }, bucket) {
    const object = objectOf(bucket, key);
    const about = {
      etag: object.etag,
      'last-modified': new Date(object.modifiedAtMs).toUTCString(),
    };
    if (isNotModified(object, headers)) return { status: 304, headers: about };
    const size = object.body.length;
    const range = byteRange(headers.range, size);
    const body = range ? object.body.subarray(range.from, range.to + 1) : object.body;
    const chosen = overrides.flatMap((name) => {
      const value = query.get(name);
      return value === null ? [] : [[name.replace('response-', ''), value]];
    });
    return {
      status: range ? 206 : 200,
      headers: {
        ...about,
        ...object.headers,
        ...Object.fromEntries(chosen),
        'accept-ranges': 'bytes',
        'content-length': String(body.length),
        ...(range && { 'content-range': `bytes ${range.from}-${range.to}/${size}` }),
        // It is that of the whole object.
        ...(headers['x-amz-checksum-mode'] === 'ENABLED' &&
          !range && {
            [`x-amz-checksum-${object.checksum.algorithm}`]: object.checksum.value,
            'x-amz-checksum-type': 'FULL_OBJECT',
          }),
      },
      ...(method === 'GET' && { body }),
    };
  },
};
