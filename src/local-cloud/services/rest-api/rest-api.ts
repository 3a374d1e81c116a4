import { randomUUID } from 'node:crypto';
import { ApiMetrics } from '../../http/api-metrics.ts';
import type { FrontRequest, ReadBody } from '../../http/front-request.ts';
import { type HttpAnswer, messageAnswer } from '../../http/http-answer.ts';
import { HttpFront } from '../../http/http-front.ts';
import { extendedRequestIdOf } from '../../http/request-id.ts';
import type { StageThrottles } from '../../http/throttles.ts';
import type { EventStream } from '../../kernel/events.ts';
import type { Metrics } from '../../kernel/metrics.ts';
import type { Ports } from '../../kernel/ports.ts';
import type { RestApiStatusCodes } from '../../kernel/settings.ts';
import type { BinaryMediaTypes } from './binary-media-types.ts';
import { GatewayResponses, type GatewayResponseType, type OwnAnswer } from './gateway-responses.ts';
import { MappingError } from './mapping-template.ts';
import { type Models, modelsOfEachApi } from './request-validation/models.ts';
import type { RequestValidator } from './request-validation/validated-method.ts';
import { ResourceTree, type RestResource } from './resource-tree.ts';
import type { RestAuthorizer } from './rest-authorizer.ts';
import type { RestMethod } from './rest-method.ts';
import type { UsagePlans } from './usage-plans/usage-plans.ts';

/** "Total combined size of all header values, including header names, values, any line terminators, and whitespaces: 20480 Bytes." */
const maxHeaderBytes = 20_480;

/** "Payload size: 10 MB." */
const maxBodyBytes = 10 * 1024 * 1024;

/** AWS does not document what a path without a stage gets; this is what callers see. */
const forbidden = messageAnswer(403, 'Forbidden');

/** A stage: a named reference to a deployment, served from `/<name>`. */
export interface RestStage {
  name: string;
  deploymentId: string;
  variables: Record<string, string>;
  throttles: StageThrottles;
}

interface Options {
  logicalId: string;
  path: string | undefined;
  id: string;
  name: string;
  rootResourceId: string;
  binary: BinaryMediaTypes;
  events: EventStream;
  metrics: Metrics;
  statusCodes: RestApiStatusCodes;
  usagePlans: UsagePlans;
}

/**
 * An API Gateway REST API on a loopback port.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-rest-api.html
 */
export class RestApi {
  readonly id: string;
  readonly logicalId: string;
  /** Of its construct. */
  readonly path: string | undefined;
  readonly gatewayResponses: GatewayResponses;
  /** What is binary, in requests and responses. */
  readonly binary: BinaryMediaTypes;
  /** By id. */
  readonly authorizers = new Map<string, RestAuthorizer>();
  /** By id. */
  readonly validators = new Map<string, RequestValidator>();
  readonly models: Models = modelsOfEachApi();
  readonly #front: HttpFront;
  readonly #metrics: ApiMetrics;
  readonly #usagePlans: UsagePlans;
  readonly #resources = new Map<string, RestResource>();
  readonly #stages = new Map<string, RestStage>();
  readonly #deployments = new Map<string, ResourceTree>();

  constructor(options: Options) {
    const { logicalId, path, id, name, rootResourceId, binary, events, metrics, statusCodes } = options;
    this.id = id;
    this.logicalId = logicalId;
    this.path = path;
    this.binary = binary;
    this.#usagePlans = options.usagePlans;
    this.gatewayResponses = new GatewayResponses(statusCodes);
    this.addResource({ id: rootResourceId, parentId: undefined, pathPart: '' });
    const internalError = messageAnswer(statusCodes.functionError, 'Internal server error');
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
    this.#metrics = new ApiMetrics({
      metrics,
      names: { client: '4XXError', server: '5XXError' },
      api: { ApiName: name },
    });
    this.#front = new HttpFront({
      resource: logicalId,
      events,
      maxHeaderBytes,
      maxBodyBytes,
      newRequestId: randomUUID,
      answer: (request, readBody) => this.#answer(request, readBody),
      refuseBody: (reason, request) =>
        this.#own(reason === 'too large' ? 'REQUEST_TOO_LARGE' : 'BAD_REQUEST_BODY', request, undefined),
      measured: ({ path }, answer) => this.#metrics.answered(this.#stageOf(path)?.name, answer),
      malformed: messageAnswer(400, 'Bad Request'),
      internalError,
    });
  }

  /** Listens on a loopback port, which it gives. */
  listen(ports: Ports): Promise<number> {
    return this.#front.listen(ports);
  }

  addResource(resource: Omit<RestResource, 'methods'>): void {
    this.#resources.set(resource.id, { ...resource, methods: new Map() });
  }

  /** False when there is no such resource. */
  addMethod(resourceId: string, verb: string, method: RestMethod): boolean {
    const resource = this.#resources.get(resourceId);
    resource?.methods.set(verb, method);
    return resource !== undefined;
  }

  addStage(stage: RestStage): void {
    this.#stages.set(stage.name, stage);
  }

  hasStage(name: string): boolean {
    return this.#stages.has(name);
  }

  /** Keeps the resources and methods as they are now under `deploymentId`. */
  deploy(deploymentId: string): void {
    this.#deployments.set(deploymentId, new ResourceTree(this.#resources.values()));
  }

  close(): Promise<void> {
    return this.#front.close();
  }

  async #answer(request: FrontRequest, readBody: ReadBody): Promise<HttpAnswer> {
    const end = request.path.indexOf('/', 1);
    const stage = this.#stageOf(request.path);
    if (!stage) return forbidden;
    const pathInStage = end === -1 ? '/' : request.path.slice(end);
    const match = this.#deployments.get(stage.deploymentId)?.match(request.method, pathInStage);
    if (!match) return this.#own('MISSING_AUTHENTICATION_TOKEN', request, stage);
    const { method, verb, resourceId, resourcePath, pathParameters } = match;
    // What a client has too much is none of the stage's, so that it takes nothing from others.
    const apiKey = method.needsApiKey
      ? this.#usagePlans.admit([request.headers['x-api-key']].flat()[0], {
          apiId: this.id,
          stage: stage.name,
          method: `${resourcePath}/${verb}`,
        })
      : undefined;
    if (typeof apiKey === 'string') return this.#own(apiKey, request, stage);
    if (!stage.throttles.admits(`${verb} ${resourcePath}`)) return this.#own('THROTTLED', request, stage);
    const relayed = {
      ...request,
      apiId: this.id,
      stage: stage.name,
      stageVariables: stage.variables,
      resourceId,
      resourcePath,
      pathInStage,
      pathParameters,
      apiKey,
      body: await readBody(),
    };
    const answer = await this.#metrics.integration(stage.name, () =>
      method.call(relayed).catch(configurationErrorOf),
    );
    if (typeof answer === 'string' || 'type' in answer) return this.#own(answer, request, stage);
    const { requestId } = request;
    const ids = { 'x-amzn-requestid': requestId, 'x-amz-apigw-id': extendedRequestIdOf(requestId) };
    return { ...answer, headers: { ...answer.headers, ...ids } };
  }

  /** The stage that a path names first. */
  #stageOf(path: string): RestStage | undefined {
    const end = path.indexOf('/', 1);
    return this.#stages.get(end === -1 ? path.slice(1) : path.slice(1, end));
  }

  #own(
    answer: GatewayResponseType | OwnAnswer,
    request: FrontRequest,
    stage: RestStage | undefined,
  ): HttpAnswer {
    return this.gatewayResponses.answer(answer, {
      request,
      apiId: this.id,
      stage: stage?.name ?? '',
      stageVariables: stage?.variables ?? {},
    });
  }
}

/** A template that cannot transform what it gets is the API's own fault; anything else is a bug of ours. */
function configurationErrorOf(error: unknown): GatewayResponseType {
  if (error instanceof MappingError) return 'API_CONFIGURATION_ERROR';
  throw error;
}
