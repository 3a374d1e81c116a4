import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as v from 'valibot';
import { refusalOf } from '../kernel/loopback.ts';

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

/** The HTTP side of a service with a JSON protocol, on loopback, for the AWS SDKs and CLI. */
export class ApiServer {
  readonly #server: Server;
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
    this.#server = createServer((request, response) => {
      const refusal = refusalOf(request);
      if (refusal) {
        response.writeHead(403, { 'content-type': 'text/plain' }).end(refusal);
        return;
      }
      void this.#answer(request, answer).then(
        ({ status, headers, body }) => response.writeHead(status, headers).end(body),
        // Whoever hung up gets no answer.
        () => response.destroy(),
      );
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
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
  }

  async #answer(request: IncomingMessage, answer: (call: ApiCall) => Promise<object> | object) {
    const headers = { 'content-type': this.#contentType };
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

async function read(request: IncomingMessage, maxBodyBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBodyBytes) chunks.push(chunk);
  }
  return size > maxBodyBytes ? undefined : Buffer.concat(chunks).toString('utf8');
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

/** The input, when it has this shape. Throws an ApiServerError that names the first thing that is wrong. */
export function validated<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, input);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new ApiServerError(
    'ValidationException',
    `1 validation error detected: ${v.getDotPath(issue) ?? 'The request'}: ${issue.message}`,
  );
}
