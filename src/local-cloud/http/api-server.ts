import { randomUUID } from 'node:crypto';
import { createServer, type Server as HttpServer, type IncomingHttpHeaders } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Server, Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';
import * as v from 'valibot';
import { refusalOf } from '../kernel/loopback.ts';
import { inThisRegion } from '../kernel/region.ts';
import { withHttp2OnSamePort } from './http2-on-same-port.ts';
import { leaveWithRegion } from './leave-with-region.ts';
import { isForOtherRegion } from './other-region.ts';
import { withoutNulls } from './without-nulls.ts';

/** A call of a service's API. */
export interface ApiCall {
  method: string;
  /** Decoded by nobody yet. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** The JSON object of the body; empty when there is no body. */
  input: Record<string, unknown>;
}

/** An error as the JSON protocols carry it. */
export class ApiServerError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** A request as both versions of HTTP have it. */
interface ApiRequest extends AsyncIterable<Buffer> {
  method?: string | undefined;
  url?: string | undefined;
  headers: IncomingHttpHeaders & { ':authority'?: string };
}

/** An answer as both versions of HTTP write it. */
interface ApiResponse {
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body: string): unknown;
  destroy(): unknown;
}

/** The HTTP side of a service with a JSON protocol, on loopback, for the AWS SDKs and CLI: HTTP/1.1 and HTTP/2. */
export class ApiServer {
  readonly #server: Server;
  readonly #http1: HttpServer;
  readonly #connections = new Set<Socket>();
  readonly #contentType: string;
  readonly #maxBodyBytes: number;
  #address = '';

  /** `answer` gives the body of a 200, or throws an ApiServerError. */
  constructor(
    contentType: string,
    answer: (call: ApiCall) => Promise<object> | object,
    { maxBodyBytes = 1024 * 1024 } = {},
  ) {
    this.#contentType = contentType;
    this.#maxBodyBytes = maxBodyBytes;
    const handle = inThisRegion((request: ApiRequest, response: ApiResponse) => {
      // What HTTP/2 says in the place of Host.
      const host = request.headers.host ?? request.headers[':authority'];
      const refusal = refusalOf({ headers: { ...request.headers, ...(host !== undefined && { host }) } });
      if (refusal) {
        response.writeHead(403, { 'content-type': 'text/plain' });
        response.end(refusal);
        return;
      }
      void this.#answer(request, answer)
        .then(({ status, headers, body }) => {
          response.writeHead(status, headers);
          response.end(body);
        })
        // Whoever hung up gets no answer.
        .catch(() => response.destroy());
    });
    this.#http1 = createServer(
      inThisRegion((request, response) => {
        if (!isForOtherRegion(request, response)) handle(request, response);
      }),
    );
    this.#server = withHttp2OnSamePort(
      this.#http1,
      createHttp2Server(
        inThisRegion((request, response) => {
          if (isForOtherRegion(request, response)) return;
          handle(request as ApiRequest, {
            writeHead: (status, headers) => response.writeHead(status, headers),
            end: (body) => response.end(body),
            destroy: () => response.stream.destroy(),
          });
        }),
      ),
    );
    leaveWithRegion(this.#server);
    this.#server.on('connection', (socket: Socket) => {
      this.#connections.add(socket);
      socket.once('close', () => this.#connections.delete(socket));
    });
  }

  get address(): string {
    return this.#address;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#address = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => {
      // It never listened; closing it ends its timers.
      this.#http1.close();
      this.#server.close(resolve);
      for (const each of this.#connections) each.destroy();
    });
  }

  async #answer(request: ApiRequest, answer: (call: ApiCall) => Promise<object> | object) {
    const headers = { 'content-type': this.#contentType, 'x-amzn-requestid': randomUUID() };
    const url = new URL(request.url ?? '/', 'http://localhost');
    const body = await read(request, this.#maxBodyBytes);
    try {
      const call = {
        method: request.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        input: parse(body),
      };
      return { status: 200, headers, body: JSON.stringify(await answer(call)) };
    } catch (error) {
      const known = error instanceof ApiServerError;
      const code = known ? error.code : 'InternalServerError';
      const { message } = error as Error;
      return {
        status: known ? error.status : 500,
        headers: { ...headers, 'x-amzn-errortype': code },
        // The protocols differ in how they write the message.
        body: JSON.stringify({ __type: code, message, Message: message }),
      };
    }
  }
}

async function read(request: ApiRequest, maxBodyBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= maxBodyBytes) chunks.push(chunk);
  }
  if (size > maxBodyBytes) return undefined;
  const body = Buffer.concat(chunks);
  // SDKs compress the larger bodies of some calls, such as PutMetricData.
  if (request.headers['content-encoding'] !== 'gzip') return body.toString('utf8');
  try {
    return gunzipSync(body, { maxOutputLength: maxBodyBytes }).toString('utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? undefined : 'no gzip';
  }
}

function parse(body: string | undefined): Record<string, unknown> {
  if (body === undefined)
    throw new ApiServerError('RequestEntityTooLargeException', 'The request is too large.', 413);
  if (body === '') return {};
  try {
    const value = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Answered below.
  }
  throw new ApiServerError('SerializationException', 'The request body is no JSON object.');
}

/** The schemas of asByDefault. */
const defaults = new WeakSet<object>();

/** A member that is taken as it is by default on AWS; another value is not emulated, and named with what is not known. */
export function asByDefault<Value extends boolean | string>(value: Value) {
  const schema = v.optional(v.literal(value));
  defaults.add(schema);
  return schema;
}

/**
 * The input, when it has this shape; members that are null are none. Throws an ApiServerError that names all that a strict
 * shape does not know, or else the first thing that is wrong.
 */
export function validated<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
): v.InferOutput<Schema> {
  const given = withoutNulls(input);
  const parsed = v.safeParse(schema, given);
  if (parsed.success) return parsed.output;
  const unknown = unknownNames(schema, given);
  if (unknown.length > 0)
    throw new ApiServerError(
      'ValidationException',
      `${unknown.join(', ')} ${unknown.length === 1 ? 'is' : 'are'} not emulated in this call: leave ${unknown.length === 1 ? 'it' : 'them'} out.`,
    );
  const [issue] = parsed.issues;
  throw new ApiServerError(
    'ValidationException',
    `1 validation error detected: ${v.getDotPath(issue) ?? 'The request'}: ${issue.message}`,
  );
}

/**
 * Names that a strict shape does not have, in objects and lists within it too: `Filters.Option`; and those of members that
 * are not as they are by default.
 */
function unknownNames(schema: object, input: unknown, path = ''): string[] {
  if (defaults.has(schema)) return v.is(schema as v.GenericSchema, input) ? [] : [path];
  const { type, entries, item, wrapped } = schema as {
    type?: string;
    entries?: Record<string, object>;
    item?: object;
    wrapped?: object;
  };
  if (wrapped) return unknownNames(wrapped, input, path);
  if (item && Array.isArray(input))
    return [...new Set(input.flatMap((each) => unknownNames(item, each, path)))];
  if (!entries || typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([name, value]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const inner = Object.hasOwn(entries, name) ? entries[name] : undefined;
    if (inner) return unknownNames(inner, value, at);
    return type === 'strict_object' ? [at] : [];
  });
}
