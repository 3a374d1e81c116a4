import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { EventStream } from '../events.ts';
import { refusalOf } from '../loopback.ts';
import type { HttpApiStatusCodes } from '../settings.ts';
import { type ApiRequest, type ApiResponse, type Integration, message } from './integration.ts';
import { readBody } from './read-body.ts';
import { matchRoute, parseRouteKey, type Route } from './route-matching.ts';

/** "Total combined size of request line and header values: 10,240 bytes." */
const maxHeaderBytes = 10_240;

/**
 * An API Gateway HTTP API on a loopback port.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html
 */
export class HttpApi {
  readonly logicalId: string;
  readonly id: string;
  readonly #events: EventStream;
  readonly #statusCodes: HttpApiStatusCodes;
  readonly #routes: Route[] = [];
  readonly #integrations = new Map<string, Integration>();
  readonly #server: Server;

  constructor(options: {
    logicalId: string;
    id: string;
    events: EventStream;
    statusCodes: HttpApiStatusCodes;
  }) {
    this.logicalId = options.logicalId;
    this.id = options.id;
    this.#events = options.events;
    this.#statusCodes = options.statusCodes;
    this.#server = createServer(
      { maxHeaderSize: maxHeaderBytes },
      (request, response) => void this.#answer(request, response),
    );
  }

  /** Listens on a free loopback port; gives the origin, `http://127.0.0.1:<port>`. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  addIntegration(id: string, integration: Integration): void {
    this.#integrations.set(id, integration);
  }

  addRoute(routeKey: string, integrationId: string): void {
    this.#routes.push({ ...parseRouteKey(routeKey), integrationId });
  }

  async close(): Promise<void> {
    await new Promise((resolve) => {
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(request);
    if (refusal) {
      send(response, message(403, refusal));
      request.resume();
      return;
    }
    const receivedAt = performance.timeOrigin + performance.now();
    const requestId = randomBytes(12).toString('base64url');
    const [path = '/'] = (request.url ?? '/').split('?', 1);
    const method = request.method ?? 'GET';
    this.#events.emit({ type: 'request-received', resource: this.logicalId, requestId, method, path });
    const answer = await this.#respond(request, { requestId, receivedAt, method, path });
    this.#events.emit({
      type: 'request-answered',
      resource: this.logicalId,
      requestId,
      status: answer.status,
    });
    send(response, { ...answer, headers: { ...answer.headers, 'apigw-requestid': requestId } });
  }

  async #respond(
    request: IncomingMessage,
    known: { requestId: string; receivedAt: number; method: string; path: string },
  ): Promise<ApiResponse> {
    const match = matchRoute(this.#routes, known.method, known.path);
    const integration = match && this.#integrations.get(match.route.integrationId);
    if (!match || !integration) {
      request.resume();
      return message(404, 'Not Found');
    }
    const body = await readBody(request);
    if (body === 'too large') return message(413, 'Request Entity Too Large');
    if (body === 'aborted') return message(400, 'Bad Request');
    const apiRequest: ApiRequest = {
      ...known,
      apiId: this.id,
      routeKey: match.route.key,
      pathParameters: match.parameters,
      rawQueryString: (request.url ?? '').split('?').slice(1).join('?'),
      headers: request.headers,
      httpVersion: request.httpVersion,
      sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
      host: request.headers.host ?? '',
      body,
    };
    try {
      return await integration.call(apiRequest);
    } catch {
      // An integration never rejects by design; if one does, the caller still gets an answer.
      return message(this.#statusCodes.functionError, 'Internal Server Error');
    }
  }
}

function send(response: ServerResponse, answer: ApiResponse): void {
  if (response.destroyed) return;
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  response.end(answer.body);
}
