import { type IncomingHttpHeaders, request as send } from 'node:http';
import type { Readable, Writable } from 'node:stream';

/** A request of HTTP/1.1 or HTTP/2. */
export interface HandedRequest extends Pick<Readable, 'pipe'> {
  headers: IncomingHttpHeaders;
  httpVersionMajor: number;
  method?: string | undefined;
  url?: string | undefined;
}

/** An answer of HTTP/1.1 or HTTP/2. */
export interface HandedResponse extends Writable {
  writeHead(status: number, headers: IncomingHttpHeaders): unknown;
}

/** Headers of one connection of HTTP/1.1, which HTTP/2 forbids: https://www.rfc-editor.org/rfc/rfc9113#section-8.2.2 */
const ofConnection = ['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade'];

/** Hands a request on to another server of ours as it is, with its path unchanged, and its answer back. */
export function handOn(request: HandedRequest, response: HandedResponse, address: string): void {
  const { hostname, port } = new URL(address);
  const onward = send(
    {
      hostname,
      port,
      path: request.url ?? '/',
      method: request.method,
      headers: ofHttp1(request),
      agent: false,
    },
    (answer) => {
      const headers = Object.entries(answer.headers).filter(
        ([name]) => request.httpVersionMajor < 2 || !ofConnection.includes(name),
      );
      response.writeHead(answer.statusCode ?? 502, Object.fromEntries(headers));
      answer.pipe(response);
    },
  );
  // Whoever went away meanwhile answers nobody, or is answered by nobody.
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

/** In HTTP/2 what HTTP/1.1 says in its first line and in Host stands among the headers, behind a colon. */
function ofHttp1({ headers }: HandedRequest): IncomingHttpHeaders {
  const host = headers.host ?? headers[':authority']?.toString();
  return {
    ...Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':'))),
    ...(host !== undefined && { host }),
  };
}
