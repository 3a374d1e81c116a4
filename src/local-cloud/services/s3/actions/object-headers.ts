import { S3Error } from '../errors.ts';
import type { ObjectHeaders } from '../stored-object.ts';

const ofSystem = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/** "The PUT request header is limited to 8 KB in size. Within the PUT request header, the user-defined metadata is limited to 2 KB in size." */
const maxMetadataBytes = 2 * 1024;

/** What a call says of the object that it stores. Throws MetadataTooLarge. */
export function objectHeadersOf(headers: Readonly<Record<string, string>>): ObjectHeaders {
  const kept = Object.entries(headers).filter(
    ([name]) => ofSystem.includes(name) || name.startsWith('x-amz-meta-'),
  );
  const metadataBytes = kept
    .filter(([name]) => name.startsWith('x-amz-meta-'))
    .reduce(
      (sum, [name, value]) => sum + Buffer.byteLength(name) - 'x-amz-meta-'.length + Buffer.byteLength(value),
      0,
    );
  if (metadataBytes > maxMetadataBytes)
    throw new S3Error('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size');
  const result = Object.fromEntries(kept);
  // How the body was sent says nothing of the object.
  const encoding = result['content-encoding']?.replace(/^aws-chunked,?\s*|,\s*aws-chunked/, '');
  if (encoding) result['content-encoding'] = encoding;
  else delete result['content-encoding'];
  return { 'content-type': 'binary/octet-stream', ...result };
}
