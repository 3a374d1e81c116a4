import { S3Error } from './errors.ts';

/**
 * The bytes and the trailing headers of a body in AWS's own chunks, in which the SDKs and the CLI send streams. The
 * signatures of the chunks are not looked at: nothing here is.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export function decodeAwsChunked(encoded: Buffer): { body: Buffer; trailer: Record<string, string> } {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = encoded.indexOf('\r\n', at);
    const size = /^([0-9a-f]+)(;|$)/i.exec(encoded.toString('latin1', at, Math.max(at, lineEnd)))?.[1];
    if (size === undefined) throw incomplete();
    const begin = lineEnd + 2;
    at = begin + Number.parseInt(size, 16);
    if (at > encoded.length) throw incomplete();
    if (at === begin) break;
    chunks.push(encoded.subarray(begin, at));
    at += 2;
  }
  const lines = encoded.toString('latin1', at).split(/\r?\n/);
  const trailer = lines.flatMap((line) => {
    const [, name, value] = /^([^:]+):(.*)$/.exec(line) ?? [];
    return name !== undefined && value !== undefined ? [[name.toLowerCase(), value.trim()]] : [];
  });
  return { body: Buffer.concat(chunks), trailer: Object.fromEntries(trailer) };
}

const incomplete = (): S3Error =>
  new S3Error(
    'IncompleteBody',
    'You did not provide the number of bytes specified by the Content-Length HTTP header.',
  );
