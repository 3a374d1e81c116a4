import { account } from '../../../kernel/account.ts';
import { type Bucket, inBinaryOrder } from '../bucket.ts';
import { invalidArgument } from '../errors.ts';
import { xmlAnswer } from '../s3-answer.ts';
import type { StoredObject } from '../stored-object.ts';
import type { BucketAction } from './action.ts';

/** "Returns some or all (up to 1,000) of the objects in a bucket with each request." */
const mostKeys = 1_000;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listObjectsV2: BucketAction = {
  query: [
    'list-type',
    'prefix',
    'delimiter',
    'max-keys',
    'continuation-token',
    'start-after',
    'encoding-type',
    'fetch-owner',
  ],
  headers: [],
  perform({ query }, bucket) {
    const text = (name: string) => query.get(name) ?? '';
    if (text('list-type') !== '2') throw invalidArgument('Invalid List Type specified in Request');
    const encode = encoderOf(query.get('encoding-type'));
    const [prefix, delimiter] = [text('prefix'), text('delimiter')];
    const token = query.get('continuation-token');
    const most = maxKeysOf(query.get('max-keys'));
    const entries = entriesOf(bucket, prefix, delimiter, token === null ? text('start-after') : keyOf(token));
    const page = entries.slice(0, most);
    const isTruncated = entries.length > most && most > 0;
    const isPrefix = (entry: Entry) => entry.object === undefined;
    return xmlAnswer('ListBucketResult', {
      Name: bucket.name,
      Prefix: encode(prefix),
      ...(delimiter !== '' && { Delimiter: encode(delimiter) }),
      MaxKeys: most,
      ...(query.has('encoding-type') && { EncodingType: 'url' }),
      KeyCount: page.length,
      IsTruncated: isTruncated,
      ...(token !== null && { ContinuationToken: token }),
      ...(isTruncated && { NextContinuationToken: tokenOf((page.at(-1) as Entry).name) }),
      ...(query.has('start-after') && { StartAfter: encode(text('start-after')) }),
      Contents: page.flatMap(({ object }) =>
        object ? [{ Key: encode(object.key), ...summaryOf(object, text('fetch-owner') === 'true') }] : [],
      ),
      CommonPrefixes: page.filter(isPrefix).map(({ name }) => ({ Prefix: encode(name) })),
    });
  },
};

/** An object, or what the keys of several have in common up to the delimiter. */
interface Entry {
  name: string;
  object: StoredObject | undefined;
}

function entriesOf(bucket: Bucket, prefix: string, delimiter: string, after: string): Entry[] {
  const entries = new Map<string, Entry>();
  for (const key of bucket.keys(prefix)) {
    const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const name = at === -1 ? key : key.slice(0, at + delimiter.length);
    entries.set(name, { name, object: at === -1 ? bucket.get(key) : undefined });
  }
  return [...entries.values()].filter(({ name }) => after === '' || inBinaryOrder(name, after) > 0);
}

const summaryOf = (object: StoredObject, withOwner: boolean) => ({
  LastModified: new Date(object.modifiedAtMs).toISOString(),
  ETag: object.etag,
  ChecksumAlgorithm: object.checksum.algorithm.toUpperCase(),
  ChecksumType: 'FULL_OBJECT',
  Size: object.body.length,
  StorageClass: 'STANDARD',
  ...(withOwner && { Owner: { ID: account.id } }),
});

const tokenOf = (name: string): string => Buffer.from(name).toString('base64url');

function keyOf(token: string): string {
  const key = Buffer.from(token, 'base64url').toString('utf8');
  if (token === '' || tokenOf(key) !== token)
    throw invalidArgument('The continuation token provided is incorrect');
  return key;
}

function maxKeysOf(given: string | null): number {
  if (given === null) return mostKeys;
  if (!/^\d{1,9}$/.test(given))
    throw invalidArgument('Provided max-keys not an integer or within integer range');
  return Math.min(Number(given), mostKeys);
}

function encoderOf(type: string | null): (text: string) => string {
  if (type === null) return (text) => text;
  if (type !== 'url') throw invalidArgument('Invalid Encoding Method specified in Request');
  return (text) => encodeURIComponent(text).replaceAll('%2F', '/');
}
