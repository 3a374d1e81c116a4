import { request as send } from 'node:http';
import { setTimeout as timer } from 'node:timers/promises';

/** A request to an HTTP endpoint on this machine. */
export interface EndpointRequest {
  url: URL;
  verb: string;
  /** By names in small letters. */
  headers: Record<string, string | string[]>;
  body: Buffer;
  timeoutMs: number;
}

export interface EndpointAnswer {
  status: number;
  /** By names in small letters. */
  headers: Record<string, string | string[]>;
  body: Buffer;
}

/** What an endpoint answers: as it is, redirections and encodings too. */
export function callEndpoint({
  url,
  verb,
  headers,
  body,
  timeoutMs,
}: EndpointRequest): Promise<EndpointAnswer | 'timed out' | 'unreachable'> {
  const over = new AbortController();
  const { promise, resolve } = Promise.withResolvers<EndpointAnswer | 'timed out' | 'unreachable'>();
  const end = (outcome: EndpointAnswer | 'timed out' | 'unreachable') => {
    resolve(outcome);
    over.abort();
  };
  const outgoing = send(url, { method: verb, agent: false }, (incoming) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('error', () => end('unreachable'));
    incoming.on('end', () =>
      end({
        status: incoming.statusCode ?? 0,
        headers: Object.fromEntries(
          Object.entries(incoming.headersDistinct).map(([name, values = []]) => [
            name,
            values.length === 1 ? (values[0] as string) : values,
          ]),
        ),
        body: Buffer.concat(parts),
      }),
    );
  });
  outgoing.on('error', () => end('unreachable'));
  // The end of the cloud does not wait for an endpoint.
  outgoing.on('socket', (socket) => socket.unref());
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
  void timer(timeoutMs, undefined, { signal: over.signal, ref: false }).then(
    () => {
      end('timed out');
      outgoing.destroy();
    },
    () => undefined,
  );
  outgoing.end(body.length > 0 ? body : undefined);
  return promise;
}
