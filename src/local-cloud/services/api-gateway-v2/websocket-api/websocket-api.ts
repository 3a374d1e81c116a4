import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { accessKeyIdOf } from '../../../http/access-key.ts';
import type { FrontRequest, ReadBody } from '../../../http/front-request.ts';
import { type HttpAnswer, messageAnswer } from '../../../http/http-answer.ts';
import { HttpFront, refuseConnection } from '../../../http/http-front.ts';
import type { Certificate } from '../../../http/loopback-certificate.ts';
import { decodeSegment } from '../../../http/path-segments.ts';
import { newRequestId } from '../../../http/request-id.ts';
import type { StageThrottles } from '../../../http/throttles.ts';
import type { Callers } from '../../../kernel/callers.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { EventStream } from '../../../kernel/events.ts';
import type { Ports } from '../../../kernel/ports.ts';
import { Connection, type ConnectionDetails, maxMessageBytes } from './connection.ts';
import { limitLifetime } from './connection-lifetime.ts';
import { Handshakes, isHandshake } from './handshake.ts';
import { exception, manageConnection } from './management-api.ts';
import type { RouteSelection } from './route-selection.ts';
import { withTlsOnSamePort } from './tls-on-same-port.ts';
import { type ConnectionOccasion, webSocketEvent } from './websocket-event.ts';
import type { WebSocketAnswer, WebSocketIntegration } from './websocket-integration.ts';

/** No quota is documented for WebSocket APIs; it is that of a REST API. */
const maxHeaderBytes = 20_480;

/** A route: what happens on an occasion, and whether the client hears of the result. */
interface WebSocketRoute {
  id: string;
  integrationId: string;
  twoWay: boolean;
}

/** A stage, served from `/<name>`. */
export interface WebSocketStage {
  name: string;
  variables: Record<string, string>;
  autoDeploy: boolean;
  deploymentId: string | undefined;
  throttles: StageThrottles;
}

interface Options {
  logicalId: string;
  path: string | undefined;
  id: string;
  events: EventStream;
  clock: Clock;
  /** Who posts to connections. */
  callers: Callers;
  certificate: Certificate;
  selectRoute: RouteSelection;
}

/**
 * An API Gateway WebSocket API on a loopback port, which takes ws, wss, http and https alike.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html
 */
export class WebSocketApi {
  readonly logicalId: string;
  /** Of its construct. */
  readonly path: string | undefined;
  readonly #options: Options;
  readonly #front: HttpFront;
  readonly #handshakes = new Handshakes();
  readonly #routes = new Map<string, WebSocketRoute>();
  readonly #integrations = new Map<string, WebSocketIntegration>();
  readonly #stages = new Map<string, WebSocketStage>();
  readonly #deployments = new Map<string, Map<string, WebSocketRoute>>();
  readonly #connections = new Map<string, Connection>();
  #closing = false;

  constructor(options: Options) {
    this.#options = options;
    this.logicalId = options.logicalId;
    this.path = options.path;
    this.#front = new HttpFront({
      resource: options.logicalId,
      events: options.events,
      maxHeaderBytes,
      maxBodyBytes: maxMessageBytes,
      newRequestId,
      answer: (request, readBody) => this.#answer(request, readBody),
      sentBy: ({ headers }) => options.callers.invocationOf(accessKeyIdOf(headers)),
      refuseBody: (reason) =>
        reason === 'too large'
          ? exception(413, 'PayloadTooLargeException', 'Message too long')
          : messageAnswer(400, 'Bad Request'),
      malformed: messageAnswer(400, 'Bad Request'),
      internalError: messageAnswer(500, 'Internal server error'),
      upgrade: (request, socket, head) => void this.#upgrade(request, socket, head),
      wrap: (server) => withTlsOnSamePort(server, options.certificate),
    });
  }

  /** Listens on a loopback port, which it gives. */
  listen(ports: Ports): Promise<number> {
    return this.#front.listen(ports);
  }

  addIntegration(id: string, integration: WebSocketIntegration): void {
    this.#integrations.set(id, integration);
  }

  addRoute(key: string, route: WebSocketRoute): void {
    this.#routes.set(key, route);
  }

  /** Makes a route two-way: its integration's answer goes back to the client. False when there is no such route. */
  answerOn(routeId: string): boolean {
    const route = [...this.#routes.values()].find(({ id }) => id === routeId);
    if (route) route.twoWay = true;
    return route !== undefined;
  }

  addStage(stage: WebSocketStage): void {
    this.#stages.set(stage.name, stage);
  }

  /** Keeps the routes as they are now under `deploymentId`. */
  deploy(deploymentId: string): void {
    this.#deployments.set(deploymentId, new Map(this.#routes));
  }

  async close(): Promise<void> {
    this.#closing = true;
    for (const each of this.#connections.values()) each.terminate();
    this.#handshakes.close();
    await this.#front.close();
  }

  async #answer(request: FrontRequest, readBody: ReadBody): Promise<HttpAnswer> {
    const [, name = '', marker = '', connectionId] = request.path.split('/').map(decodeSegment);
    const stage = this.#stages.get(name);
    if (!stage || marker !== '@connections' || connectionId === undefined)
      return messageAnswer(403, 'Forbidden');
    if (!stage.throttles.admitsUnrouted())
      return exception(429, 'LimitExceededException', 'Too Many Requests');
    return manageConnection(request, readBody, this.#connections.get(connectionId));
  }

  /** The handshake waits for the $connect route, which may refuse it. */
  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    const [path = '', ...query] = (request.url ?? '').split('?');
    if (!isHandshake(request)) {
      refuseConnection(socket, messageAnswer(400, 'Bad Request'));
      return;
    }
    const stage = this.#stages.get(path.split('/')[1] ?? '');
    const routes = stage && this.#routesOf(stage);
    if (!stage || !routes) {
      refuseConnection(socket, messageAnswer(403, 'Forbidden'));
      return;
    }
    if (!stage.throttles.admits('$connect')) {
      refuseConnection(socket, messageAnswer(429, 'Too Many Requests'));
      return;
    }
    const details: ConnectionDetails = {
      connectionId: newRequestId(),
      connectedAt: Date.now(),
      sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
      userAgent: request.headers['user-agent'] ?? '',
      host: request.headers.host ?? '',
    };
    const answer = await this.#run(stage, '$connect', details, {
      eventType: 'CONNECT',
      rawHeaders: request.rawHeaders,
      rawQueryString: query.join('?'),
      protocol: 'encrypted' in request.socket ? 'https' : 'http',
    });
    if (answer && (answer.status < 200 || answer.status > 299)) {
      refuseConnection(socket, messageAnswer(answer.status, 'Forbidden'));
    } else if (!this.#closing && !socket.destroyed) {
      const protocol = answer?.headers['sec-websocket-protocol'];
      this.#handshakes.complete(request, socket, head, protocol, (webSocket) =>
        this.#open(webSocket, socket, stage, details),
      );
    }
  }

  #open(webSocket: WebSocket, socket: Duplex, stage: WebSocketStage, details: ConnectionDetails): void {
    const { events, logicalId: resource, clock } = this.#options;
    const { connectionId } = details;
    const connection = new Connection({
      details,
      webSocket,
      socket,
      onMessage: (message) => void this.#take(message, connection, stage),
      onClose: (statusCode, reason) => {
        this.#connections.delete(connectionId);
        const told = `${statusCode} ${reason}`.trim();
        events.emit({ type: 'connection-closed', resource, connectionId, reason: told });
        if (!this.#closing)
          void this.#run(stage, '$disconnect', details, { eventType: 'DISCONNECT', statusCode, reason });
      },
    });
    this.#connections.set(connectionId, connection);
    events.emit({ type: 'connection-opened', resource, connectionId });
    limitLifetime(connection, clock);
  }

  async #take(message: string, connection: Connection, stage: WebSocketStage): Promise<void> {
    const routes = this.#routesOf(stage);
    const selected = this.#options.selectRoute(message) ?? '$default';
    const key = routes?.has(selected) && !selected.startsWith('$') ? selected : '$default';
    const requestId = newRequestId();
    const { connectionId } = connection.details;
    const tell = (text: string) =>
      connection.send(JSON.stringify({ message: text, connectionId, requestId }));
    if (!routes?.has(key)) {
      // "If no routes match and there is no $default route, the service returns an error"; its words are callers' records.
      tell('Forbidden');
    } else if (!stage.throttles.admits(key)) {
      tell('Too Many Requests');
    } else {
      const occasion = { eventType: 'MESSAGE', body: message } as const;
      const answer = await this.#run(stage, key, connection.details, occasion, requestId);
      if (answer?.failed) tell('Internal server error');
      else if (answer && routes.get(key)?.twoWay) connection.send(answer.body);
    }
  }

  /** Runs a route's integration; undefined when the stage has no such route. */
  async #run(
    stage: WebSocketStage,
    routeKey: string,
    details: ConnectionDetails,
    occasion: ConnectionOccasion,
    requestId = newRequestId(),
  ): Promise<WebSocketAnswer | undefined> {
    const { events, logicalId, id } = this.#options;
    const route = this.#routesOf(stage)?.get(routeKey);
    const integration = route && this.#integrations.get(route.integrationId);
    if (!integration) return undefined;
    const path = `/${stage.name}`;
    events.emit({ type: 'request-received', resource: logicalId, requestId, method: routeKey, path });
    const answer = await integration.call(
      webSocketEvent(occasion, details, {
        apiId: id,
        stage: stage.name,
        stageVariables: stage.variables,
        routeKey,
        requestId,
      }),
      requestId,
    );
    events.emit({ type: 'request-answered', resource: logicalId, requestId, status: answer.status });
    return answer;
  }

  #routesOf(stage: WebSocketStage): Map<string, WebSocketRoute> | undefined {
    return stage.autoDeploy ? this.#routes : this.#deployments.get(stage.deploymentId ?? '');
  }
}
