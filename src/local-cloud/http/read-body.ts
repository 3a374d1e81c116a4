import type { IncomingMessage } from 'node:http';
import { BodyError } from './front-request.ts';

const noBytes = Buffer.alloc(0);

/** The whole body of a request of at most `maxBytes`. Rejects with a BodyError. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  // HTTP/2 tells the end of a body by a frame, and needs no header for it.
  const saysSo = request.httpVersionMajor >= 2 || encoding !== undefined;
  if (length === '0' || (length === undefined && !saysSo)) return Promise.resolve(noBytes);
  if (Number(length) > maxBytes) {
    request.resume();
    return Promise.reject(new BodyError('too large'));
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) reject(new BodyError('too large'));
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    const endEarly = () => {
      if (!request.complete) reject(new BodyError('incomplete'));
    };
    request.on('error', endEarly);
    request.on('close', endEarly);
  });
}
