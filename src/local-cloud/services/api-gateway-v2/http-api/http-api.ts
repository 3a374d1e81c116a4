import { ApiMetrics } from '../../../http/api-metrics.ts';
import type { ApiRequest } from '../../../http/api-request.ts';
import type { Cors } from '../../../http/cors.ts';
import type { FrontRequest, ReadBody } from '../../../http/front-request.ts';
import { type HttpAnswer, messageAnswer } from '../../../http/http-answer.ts';
import { HttpFront } from '../../../http/http-front.ts';
import { newRequestId } from '../../../http/request-id.ts';
import type { StageThrottles } from '../../../http/throttles.ts';
import type { EventStream } from '../../../kernel/events.ts';
import type { Metrics } from '../../../kernel/metrics.ts';
import type { Ports } from '../../../kernel/ports.ts';
import type { HttpApiStatusCodes } from '../settings.ts';
import type { AccessLog } from './access-log.ts';
import type { HttpAuthorizer } from './http-authorizer.ts';
import type { Integration } from './integration.ts';
import { type Route, RouteTable } from './route-table.ts';

/** "Total combined size of request line and header values: 10,240 bytes." */
const maxHeaderBytes = 10_240;

/** "Payload size: 10 MB." */
const maxBodyBytes = 10 * 1024 * 1024;

const noBytes = Buffer.alloc(0);

const notFound = messageAnswer(404, 'Not Found');
const tooManyRequests = messageAnswer(429, 'Too Many Requests');

/** A stage: a named reference to a deployment. */
export interface HttpStage {
  /** `$default` is served from the API's root, every other from `/<name>`. */
  name: string;
  variables: Record<string, string>;
  /** Serves each change of the API at once. */
  autoDeploy: boolean;
  deploymentId: string | undefined;
  throttles: StageThrottles;
  /** Undefined when the stage writes none. */
  accessLog: AccessLog | undefined;
}

interface Options {
  logicalId: string;
  path: string | undefined;
  id: string;
  events: EventStream;
  metrics: Metrics;
  statusCodes: HttpApiStatusCodes;
  cors: Cors | undefined;
}

/**
 * An API Gateway HTTP API on a loopback port.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html
 */
export class HttpApi {
  readonly id: string;
  readonly logicalId: string;
  /** Of its construct. */
  readonly path: string | undefined;
  readonly #cors: Cors | undefined;
  /** By id. */
  readonly authorizers = new Map<string, HttpAuthorizer>();
  readonly #front: HttpFront;
  readonly #metrics: ApiMetrics;
  readonly #routes: Route[] = [];
  readonly #integrations = new Map<string, Integration>();
  readonly #stages = new Map<string, HttpStage>();
  readonly #deployments = new Map<string, RouteTable>();
  /** The routes as they are now, until one is added. */
  #current: RouteTable | undefined;

  constructor({ logicalId, path, id, events, metrics, statusCodes, cors }: Options) {
    this.id = id;
    this.logicalId = logicalId;
    this.path = path;
    this.#cors = cors;
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
    this.#metrics = new ApiMetrics({ metrics, names: { client: '4xx', server: '5xx' }, api: { ApiId: id } });
    this.#front = new HttpFront({
      resource: logicalId,
      events,
      maxHeaderBytes,
      maxBodyBytes,
      newRequestId,
      answer: (request, readBody) => this.#answer(request, readBody),
      refuseBody: (reason) =>
        reason === 'too large'
          ? messageAnswer(413, 'Request Entity Too Large')
          : messageAnswer(400, 'Bad Request'),
      measured: (request, answer) => {
        const [stage, path] = this.#stageOf(request.path);
        this.#metrics.answered(stage?.name, answer);
        if (!stage?.accessLog) return;
        const routeKey = this.#routesOf(stage)?.match(request.method, path)?.route.key;
        stage.accessLog.write({ request, apiId: id, stage: stage.name, routeKey, ...answer });
      },
      malformed: messageAnswer(400, 'Bad Request'),
      internalError: messageAnswer(statusCodes.functionError, 'Internal Server Error'),
      ...(cors && { visitors: { allowsOrigin: (origin) => cors.names(origin) } }),
    });
  }

  /** Listens on a loopback port, which it gives. */
  listen(ports: Ports): Promise<number> {
    return this.#front.listen(ports);
  }

  addIntegration(id: string, integration: Integration): void {
    this.#integrations.set(id, integration);
  }

  addRoute(route: Route): void {
    this.#routes.push(route);
    this.#current = undefined;
  }

  addStage(stage: HttpStage): void {
    this.#stages.set(stage.name, stage);
  }

  /** Keeps the routes as they are now under `deploymentId`. */
  deploy(deploymentId: string): void {
    this.#deployments.set(deploymentId, new RouteTable(this.#routes));
  }

  close(): Promise<void> {
    return this.#front.close();
  }

  async #answer(request: FrontRequest, readBody: ReadBody): Promise<HttpAnswer> {
    const preflight = this.#cors?.preflight(request);
    const isFree = preflight && !this.#isGuardedByDefault(request);
    const answer = isFree ? preflight : await this.#answerOfRoute(request, readBody);
    return { ...answer, headers: { ...answer.headers, 'apigw-requestid': request.requestId } };
  }

  /**
   * Whether a request is for the route $default, and that has an authorizer. Then preflight requests are as well: it "catches
   * requests for all methods and routes that you haven't explicitly defined, including OPTIONS requests".
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
   */
  #isGuardedByDefault(request: FrontRequest): boolean {
    const [stage, path] = this.#stageOf(request.path);
    const route = stage && this.#routesOf(stage)?.match(request.method, path)?.route;
    return route?.key === '$default' && route.authorizerId !== undefined;
  }

  async #answerOfRoute(request: FrontRequest, readBody: ReadBody): Promise<HttpAnswer> {
    const answer = await this.#route(request, readBody);
    return this.#cors ? this.#cors.decorate(answer, request.headers.origin) : answer;
  }

  async #route(request: FrontRequest, readBody: ReadBody): Promise<HttpAnswer> {
    const [stage, path] = this.#stageOf(request.path);
    const match = stage && this.#routesOf(stage)?.match(request.method, path);
    if (!stage || !match) return notFound;
    const integration = this.#integrations.get(match.route.integrationId);
    if (!integration) return notFound;
    if (!stage.throttles.admits(match.route.key)) return tooManyRequests;
    const routed: ApiRequest = {
      ...request,
      apiId: this.id,
      stage: stage.name,
      stageVariables: stage.variables,
      routeKey: match.route.key,
      routePath: path,
      pathParameters: match.pathParameters,
      body: noBytes,
    };
    const authorizer = this.authorizers.get(match.route.authorizerId ?? '');
    const authorized = await authorizer?.authorize(routed);
    if (authorized && 'answer' in authorized) return authorized.answer;
    const relayed = { ...routed, ...authorized, body: await readBody() };
    return this.#metrics.integration(stage.name, () => integration.call(relayed));
  }

  /** The stage that a path names first, or else `$default`; and the rest of the path. */
  #stageOf(path: string): [stage: HttpStage | undefined, path: string] {
    if (this.#stages.size > 1 || !this.#stages.has('$default')) {
      const end = path.indexOf('/', 1);
      const stage = this.#stages.get(end === -1 ? path.slice(1) : path.slice(1, end));
      if (stage) return [stage, end === -1 ? '/' : path.slice(end)];
    }
    return [this.#stages.get('$default'), path];
  }

  #routesOf(stage: HttpStage): RouteTable | undefined {
    if (!stage.autoDeploy) return this.#deployments.get(stage.deploymentId ?? '');
    this.#current ??= new RouteTable(this.#routes);
    return this.#current;
  }
}
