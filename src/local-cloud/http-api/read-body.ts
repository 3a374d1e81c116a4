import type { IncomingMessage } from 'node:http';

/** "Payload size: 10 MB", for requests and responses. */
const maxBodyBytes = 10 * 1024 * 1024;

/** The whole body of a request; or why there is none. */
export async function readBody(request: IncomingMessage): Promise<Buffer | 'too large' | 'aborted'> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += chunk.length;
      if (size > maxBodyBytes) {
        request.resume();
        return 'too large';
      }
      chunks.push(chunk);
    }
  } catch {
    return 'aborted';
  }
  return Buffer.concat(chunks);
}
