import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { crc32 } from 'node:zlib';
import { accessKeyIdOf } from '../../http/access-key.ts';
import { LoopbackServer } from '../../http/loopback-server.ts';
import { Turns } from '../../kernel/turns.ts';
import { DynamoDbError, internalServerError, unknownOperation } from './errors.ts';

/** AWS's limit for one request is 16 MB. */
const maxBodyBytes = 16 * 1024 * 1024;

/** A request that is well formed. */
export interface ApiCall {
  /** DynamoDB's, or that of DynamoDB Streams: AWS gives them addresses of their own, here they share one. */
  api: 'tables' | 'streams';
  operation: string;
  input: Record<string, unknown>;
  accessKeyId: string;
}

/**
 * DynamoDB's JSON protocol on a loopback port. Whatever arrives is answered, and nothing that arrives is thrown.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */
export class DynamoDbServer {
  readonly #server: LoopbackServer;
  readonly #call: (call: ApiCall) => Promise<Record<string, unknown>>;
  readonly #turns = new Turns();
  #requests = 0;

  constructor(call: (call: ApiCall) => Promise<Record<string, unknown>>) {
    this.#call = call;
    this.#server = new LoopbackServer(createServer(), (request, response) => this.#answer(request, response));
  }

  /** Gives the origin, `http://127.0.0.1:<port>`. */
  async listen(): Promise<string> {
    await this.#server.listen();
    return this.#server.address;
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (body === 'aborted') return;
    if (body === 'too large') {
      response.writeHead(413, { connection: 'close' }).end();
      return;
    }
    if (request.method === 'GET') {
      response.end('healthy: dynamodb.us-east-1.amazonaws.com ');
      return;
    }
    await this.#turns.next();
    this.#requests += 1;
    response.setHeader('x-amzn-requestid', `LOCAL${String(this.#requests).padStart(47, '0')}`);
    try {
      const output = await this.#call(parse(request, body));
      send(response, request, 200, output);
    } catch (error) {
      const failure = error instanceof DynamoDbError ? error : internalServerError();
      send(response, request, failure.status, failure.body);
    }
  }
}

/** Throws the error that DynamoDB answers to a request that is none. */
function parse(request: IncomingMessage, body: string): ApiCall {
  const contentType = (request.headers['content-type'] ?? '').split(';')[0]?.trim();
  if (request.method !== 'POST' || !/^application\/(x-amz-json-1\.0|json)$/.test(contentType ?? '')) {
    throw unknownOperation('A request is a POST of application/x-amz-json-1.0.');
  }
  const [, api, operation] =
    /^(DynamoDB_20120810|DynamoDBStreams_20120810)\.(\w+)$/.exec(
      String(request.headers['x-amz-target'] ?? ''),
    ) ?? [];
  if (operation === undefined)
    throw unknownOperation('The header x-amz-target names no operation of DynamoDB.');
  if (!/^AWS4-/.test(request.headers.authorization ?? '') && !request.url?.includes('X-Amz-Algorithm')) {
    throw new DynamoDbError(
      400,
      'com.amazon.coral.service#MissingAuthenticationTokenException',
      'Request is missing Authentication Token',
    );
  }
  return {
    api: api === 'DynamoDB_20120810' ? 'tables' : 'streams',
    operation,
    input: parseObject(body),
    accessKeyId: accessKeyIdOf(request.headers),
  };
}

function parseObject(body: string): Record<string, unknown> {
  const refused = () => new DynamoDbError(400, 'com.amazon.coral.service#SerializationException', '');
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw refused();
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused();
  return value as Record<string, unknown>;
}

function send(response: ServerResponse, request: IncomingMessage, status: number, output: object): void {
  if (response.destroyed) return;
  const text = JSON.stringify(output);
  const isJson = request.headers['content-type']?.startsWith('application/json');
  response
    .writeHead(status, {
      'content-type': isJson ? 'application/json' : 'application/x-amz-json-1.0',
      'content-length': Buffer.byteLength(text),
      'x-amz-crc32': crc32(text),
    })
    .end(text);
}

function readBody(request: IncomingMessage): Promise<string | 'aborted' | 'too large'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('error', () => resolve('aborted'));
    request.on('close', () => resolve('aborted'));
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBodyBytes) chunks.push(chunk);
      else resolve('too large');
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}
