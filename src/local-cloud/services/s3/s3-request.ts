import type { IncomingMessage } from 'node:http';
import { S3Error } from './errors.ts';

/** A call of S3's API, taken apart. */
export interface S3Request {
  method: string;
  /** Empty where the call is for no bucket. */
  bucket: string;
  /** Empty where the call is for no object. */
  key: string;
  query: URLSearchParams;
  /** In small letters. Those that a presigned address holds in its query are here too. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/** Parameters of a presigned address that say who signed it and until when; the other `X-Amz-…` are headers. */
const ofSignature = new Set([
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-security-token',
  'x-amz-signature',
  'x-amz-signedheaders',
]);

/** Throws an S3Error. Buckets stand in the path: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html#path-style-access */
export function s3RequestOf(request: IncomingMessage, body: Buffer): S3Request {
  const { path, searchParams } = targetOf(request);
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  const query = new URLSearchParams();
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value;
  for (const [name, value] of searchParams) {
    const lower = name.toLowerCase();
    if (!lower.startsWith('x-amz-')) query.append(name, value);
    else if (!ofSignature.has(lower)) headers[lower] = value;
  }
  checkExpiry(searchParams);
  return { method: request.method ?? 'GET', bucket, key: decoded(key), query, headers, body };
}

/** The path as it was sent: a key may have `..` and `.` between its slashes, which an address would not keep. */
export function targetOf({ url = '/' }: IncomingMessage): { path: string; searchParams: URLSearchParams } {
  const [path = '/', ...search] = url.replace(/^https?:\/\/[^/?]*/, '').split('?');
  return { path, searchParams: new URLSearchParams(search.join('?')) };
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    throw new S3Error('InvalidURI', 'Could not parse the specified URI.');
  }
}

/** "After the expiration … the presigned URL will no longer work." https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html */
function checkExpiry(query: URLSearchParams): void {
  const [date, seconds] = [query.get('X-Amz-Date'), query.get('X-Amz-Expires')];
  if (date === null || seconds === null) return;
  const signedAt = Date.parse(
    date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  if (!(Date.now() <= signedAt + Number(seconds) * 1000))
    throw new S3Error('AccessDenied', 'Request has expired', 403);
}
