import type { IncomingHttpHeaders } from 'node:http';

/** The access key id in a request's Signature Version 4 header, or an empty text. */
export function accessKeyIdOf(headers: IncomingHttpHeaders): string {
  return /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';
}
