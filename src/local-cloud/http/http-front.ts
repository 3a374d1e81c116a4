import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Duplex } from 'node:stream';
import type { EventStream } from '../kernel/events.ts';
import { refusalOf, type Visitors } from '../kernel/loopback.ts';
import type { Ports } from '../kernel/ports.ts';
import { inThisRegion } from '../kernel/region.ts';
import { BodyError, type FrontRequest, type ReadBody } from './front-request.ts';
import { type HttpAnswer, messageAnswer } from './http-answer.ts';
import { leaveWithRegion } from './leave-with-region.ts';
import { OpenTraces } from './open-traces.ts';
import { readBody } from './read-body.ts';

/** Longer than any client keeps a connection: the client, not the server, ends idle ones. */
const keepAliveTimeoutMs = 310_000;

/** What makes one kind of front differ from another. */
export interface FrontOptions {
  /** Logical ID, for the events. */
  resource: string;
  events: EventStream;
  /** Request line and headers together. */
  maxHeaderBytes: number;
  maxBodyBytes: number;
  newRequestId(): string;
  /** Answers a request. A BodyError that `readBody` throws may pass through. */
  answer(request: FrontRequest, readBody: ReadBody): Promise<HttpAnswer>;
  /** The answer to a body that is too large or incomplete. */
  refuseBody(reason: BodyError['reason'], request: FrontRequest): HttpAnswer;
  /** The answer to what is no HTTP request, which the caller gets before the connection is closed. */
  malformed: HttpAnswer;
  /** The answer when `answer` fails although it never should. */
  internalError: HttpAnswer;
  /** The invocation that sent a request with its own access key, if one did. */
  sentBy?(request: FrontRequest): string | undefined;
  /** Called for every answer, with the time from the request on and the size of the body. */
  measured?(request: FrontRequest, answer: { status: number; milliseconds: number; bytes: number }): void;
  /** Hosts and origins that may call besides this machine's own. */
  visitors?: Visitors;
  /** Handles an upgrade to another protocol; without it, Upgrade headers have no meaning. */
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Puts another server in front, which hands connections on to this one. */
  wrap?(server: Server): NetServer;
}

/**
 * An HTTP server on a free loopback port, as every API and load balancer of the cloud has one: guards against strangers,
 * reads bodies up to their limit, tells of each request and its answer, and survives whatever a client sends.
 */
export class HttpFront {
  readonly #options: FrontOptions;
  readonly #server: Server;
  readonly #listener: NetServer;
  readonly #connections = new Set<Duplex>();

  constructor(options: FrontOptions) {
    this.#options = options;
    this.#server = createServer(
      {
        maxHeaderSize: options.maxHeaderBytes,
        keepAliveTimeout: keepAliveTimeoutMs,
        // Answered below, so that the answer has the front's own form.
        requireHostHeader: false,
      },
      inThisRegion((request, response) => void this.#handle(request, response)),
    );
    this.#server.on('clientError', (_error, socket: Socket) => refuseConnection(socket, options.malformed));
    this.#server.on('connect', (_request, socket: Socket) => refuseConnection(socket, options.malformed));
    const { upgrade } = options;
    if (upgrade) {
      const upgradeHere = inThisRegion(upgrade);
      this.#server.on('upgrade', (request, socket, head) => {
        if (this.#refusal(request) !== undefined) refuseConnection(socket, messageAnswer(403, 'Forbidden'));
        else upgradeHere(request, socket, head);
      });
    }
    this.#listener = options.wrap?.(this.#server) ?? this.#server;
    leaveWithRegion(this.#listener);
    this.#listener.on('connection', (socket: Socket) => {
      this.#connections.add(socket);
      socket.once('close', () => this.#connections.delete(socket));
    });
  }

  /** Listens on a loopback port, which it gives. */
  async listen(ports: Ports): Promise<number> {
    const port = await ports.take();
    await new Promise<void>((resolve, reject) => {
      this.#listener.once('error', reject);
      this.#listener.listen(port, '127.0.0.1', resolve);
    });
    return this.port;
  }

  get port(): number {
    return (this.#listener.address() as AddressInfo).port;
  }

  /** Ends every connection, whatever goes on in it. */
  async close(): Promise<void> {
    // A wrapped server never listened; closing it ends its timers.
    if (this.#listener !== this.#server) this.#server.close();
    await new Promise((resolve) => {
      this.#listener.close(resolve);
      for (const each of this.#connections) each.destroy();
    });
  }

  async #handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { events, resource } = this.#options;
    response.on('error', () => {});
    const refusal = this.#refusal(message);
    if (refusal !== undefined) {
      send(message, response, messageAnswer(403, refusal));
      return;
    }
    const sent = requestOf(message, this.#options.newRequestId());
    if (!sent || headerBytes(message) > this.#options.maxHeaderBytes) {
      send(message, response, this.#options.malformed);
      return;
    }
    const { requestId, method, path } = sent;
    const traces = OpenTraces.of(events);
    const trace = traces.begin(requestId, sent.receivedAt, message.headers['x-amzn-trace-id']?.toString());
    const request = { ...sent, ...(trace.given !== undefined && { traceId: trace.given }) };
    const invocationId = this.#options.sentBy?.(request);
    events.emit({
      type: 'request-received',
      resource,
      requestId,
      method,
      path,
      ...(invocationId !== undefined && { invocationId }),
      ...(trace.cause !== undefined && { cause: trace.cause }),
    });
    const answer = await this.#answer(request, message);
    traces.end(trace);
    events.emit({ type: 'request-answered', resource, requestId, status: answer.status });
    this.#options.measured?.(request, {
      status: answer.status,
      milliseconds: performance.timeOrigin + performance.now() - request.receivedAt,
      bytes: Buffer.byteLength(answer.body),
    });
    if (!response.destroyed) this.#send(message, response, answer);
  }

  #send(message: IncomingMessage, response: ServerResponse, answer: HttpAnswer): void {
    try {
      send(message, response, answer);
    } catch {
      // A header or status that HTTP does not have; integrations should have noticed.
      if (!response.headersSent) send(message, response, this.#options.internalError);
    }
  }

  async #answer(request: FrontRequest, message: IncomingMessage): Promise<HttpAnswer> {
    try {
      return await this.#options.answer(request, () => readBody(message, this.#options.maxBodyBytes));
    } catch (error) {
      return error instanceof BodyError
        ? this.#options.refuseBody(error.reason, request)
        : this.#options.internalError;
    }
  }

  #refusal(message: IncomingMessage): string | undefined {
    return refusalOf(message, this.#options.visitors);
  }
}

/** The request line and headers as they were sent. The parser's own limit leaves out what is between names and values. */
function headerBytes({ method = '', url = '', rawHeaders }: IncomingMessage): number {
  let bytes = `${method} ${url} HTTP/1.1`.length + 2;
  for (let index = 0; index < rawHeaders.length; index += 2)
    bytes += (rawHeaders[index] as string).length + (rawHeaders[index + 1] as string).length + 4;
  return bytes;
}

function requestOf(message: IncomingMessage, requestId: string): FrontRequest | undefined {
  const url = message.url ?? '';
  // The forms `*` and `http://host/path` are for servers and proxies; gateways take a path.
  if (url[0] !== '/') return undefined;
  const mark = url.indexOf('?');
  return {
    requestId,
    receivedAt: performance.timeOrigin + performance.now(),
    method: message.method ?? 'GET',
    path: mark === -1 ? url : url.slice(0, mark),
    rawQueryString: mark === -1 ? '' : url.slice(mark + 1),
    headers: message.headers,
    rawHeaders: message.rawHeaders,
    httpVersion: message.httpVersion,
    sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
    host: message.headers.host ?? '',
  };
}

function send(message: IncomingMessage, response: ServerResponse, answer: HttpAnswer): void {
  // An answer before the body's end: the rest is taken off the wire and dropped, or the caller could not read the answer.
  if (!message.complete) message.resume();
  const { status, statusText = STATUS_CODES[status] ?? '', body } = answer;
  // Statuses that have no body have no length of it either.
  const length = status === 204 || status === 304 ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, statusText, { ...answer.headers, ...length });
  response.end(body);
}

/** Answers on a bare connection and closes it. */
export function refuseConnection(socket: Duplex, answer: HttpAnswer): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = Buffer.from(answer.body);
  const head = [
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}`,
    ...Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${body.length}`,
    'connection: close',
  ];
  socket.on('error', () => socket.destroy());
  socket.end(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]), () => socket.destroy());
}
