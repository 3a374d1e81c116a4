import { noSuchKey, preconditionFailed, S3Error } from './errors.ts';
import type { StoredObject } from './stored-object.ts';

type Headers = Readonly<Record<string, string>>;

/** Dates of HTTP have no milliseconds. */
const secondOf = (milliseconds: number): number => Math.floor(milliseconds / 1000);

const names = (list: string, etag: string): boolean =>
  list.split(',').some((each) => ['*', etag, etag.replaceAll('"', '')].includes(each.trim()));

/**
 * Whether the caller has the object already (304). Throws PreconditionFailed.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html
 */
export function isNotModified(object: StoredObject, headers: Headers): boolean {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  const since = Date.parse(headers['if-modified-since'] ?? '');
  const unmodifiedSince = Date.parse(headers['if-unmodified-since'] ?? '');
  const modified = secondOf(object.modifiedAtMs);
  if (match !== undefined ? !names(match, object.etag) : modified > secondOf(unmodifiedSince))
    throw preconditionFailed();
  if (noneMatch !== undefined) return names(noneMatch, object.etag);
  return modified <= secondOf(since);
}

/**
 * Throws when the object that is to be written over, or its absence, is not what the caller expects.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function checkWriteConditions(existing: StoredObject | undefined, headers: Headers): void {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (noneMatch !== undefined && noneMatch !== '*')
    throw new S3Error(
      'NotImplemented',
      'A header you provided implies functionality that is not implemented',
      501,
    );
  if (noneMatch !== undefined && existing) throw preconditionFailed();
  if (match !== undefined) checkMatch(existing, match);
}

/**
 * Throws when the object is not the one that the caller expects: `expected` is an ETag, or `*` for any.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html
 */
export function checkMatch(existing: StoredObject | undefined, expected: string): void {
  if (!existing) throw noSuchKey();
  if (!names(expected, existing.etag)) throw preconditionFailed();
}
