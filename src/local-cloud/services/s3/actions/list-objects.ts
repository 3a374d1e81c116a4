import { account } from '../../../kernel/account.ts';
import { type Bucket, inBinaryOrder } from '../bucket.ts';
import { invalidArgument } from '../errors.ts';
import { xmlAnswer } from '../s3-answer.ts';
import type { StoredObject } from '../stored-object.ts';
import { urlEncodedKey } from '../url-encoded-key.ts';
import type { BucketAction } from './action.ts';

/** "Returns some or all (up to 1,000) of the objects in a bucket with each request." */
const mostKeys = 1_000;

const ofBoth = ['prefix', 'delimiter', 'max-keys', 'encoding-type'];

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listObjectsV2: BucketAction = {
  query: [...ofBoth, 'list-type', 'continuation-token', 'start-after', 'fetch-owner'],
  headers: [],
  perform({ query }, bucket) {
    if (query.get('list-type') !== '2') throw invalidArgument('Invalid List Type specified in Request');
    const token = query.get('continuation-token');
    const startAfter = query.get('start-after');
    const after = token === null ? (startAfter ?? '') : keyOf(token);
    const { page, encode, last, head } = pageOf(bucket, query, after);
    return xmlAnswer('ListBucketResult', {
      ...head,
      KeyCount: page.length,
      ...(token !== null && { ContinuationToken: token }),
      ...(last !== undefined && { NextContinuationToken: tokenOf(last) }),
      ...(startAfter !== null && { StartAfter: encode(startAfter) }),
      ...entriesOf(page, encode, query.get('fetch-owner') === 'true'),
    });
  },
};

/** The first version, which says by a key where it begins. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
export const listObjects: BucketAction = {
  query: [...ofBoth, 'marker'],
  headers: [],
  perform({ query }, bucket) {
    const marker = query.get('marker') ?? '';
    const { page, encode, last, head } = pageOf(bucket, query, marker);
    return xmlAnswer('ListBucketResult', {
      ...head,
      Marker: encode(marker),
      // "This element is returned only if you have the delimiter request parameter specified."
      ...(last !== undefined && query.get('delimiter') !== null && { NextMarker: encode(last) }),
      ...entriesOf(page, encode, true),
    });
  },
};

/** An object, or what the keys of several have in common up to the delimiter. */
interface Entry {
  name: string;
  object: StoredObject | undefined;
}

/** What comes after a key, as far as it is asked for. `last`: the last name of a page that others follow. */
function pageOf(bucket: Bucket, query: URLSearchParams, after: string) {
  const encode = encoderOf(query.get('encoding-type'));
  const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter') ?? ''];
  const most = maxKeysOf(query.get('max-keys'));
  const all = entriesAfter(bucket, prefix, delimiter, after);
  const page = all.slice(0, most);
  const last = all.length > page.length ? page.at(-1)?.name : undefined;
  const head = {
    Name: bucket.name,
    Prefix: encode(prefix),
    ...(delimiter !== '' && { Delimiter: encode(delimiter) }),
    MaxKeys: most,
    ...(query.has('encoding-type') && { EncodingType: 'url' }),
    IsTruncated: last !== undefined,
  };
  return { page, encode, last, head };
}

/** "CommonPrefixes is filtered out from results if it is not lexicographically greater than" what the list begins after. */
function entriesAfter(bucket: Bucket, prefix: string, delimiter: string, after: string): Entry[] {
  const entries = new Map<string, Entry>();
  for (const key of bucket.keys(prefix)) {
    const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const name = at === -1 ? key : key.slice(0, at + delimiter.length);
    entries.set(name, { name, object: at === -1 ? bucket.get(key) : undefined });
  }
  return [...entries.values()].filter(({ name }) => after === '' || inBinaryOrder(name, after) > 0);
}

const entriesOf = (page: readonly Entry[], encode: (text: string) => string, withOwner: boolean) => ({
  Contents: page.flatMap(({ object }) =>
    object ? [{ Key: encode(object.key), ...summaryOf(object, withOwner) }] : [],
  ),
  CommonPrefixes: page.filter(({ object }) => !object).map(({ name }) => ({ Prefix: encode(name) })),
});

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
  return urlEncodedKey;
}
