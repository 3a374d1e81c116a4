import type { HttpAnswer } from '../../http/http-answer.ts';
import { invokeWithin } from '../../http/invoke-within.ts';
import { proxyEventV1 } from '../../http/proxy-event-v1.ts';
import { decodeBody, proxyResponseV1 } from '../../http/proxy-result.ts';
import { addForwardingHeaders, titleCase, valuesByHeader } from '../../http/request-parts.ts';
import type { Invocable } from '../../kernel/contracts/invoker.ts';
import type { BinaryMediaTypes } from './binary-media-types.ts';
import type { GatewayResponseType } from './gateway-responses.ts';
import type { AuthorizerContext, RestMethod, RestRequest } from './rest-method.ts';

interface Options {
  fn: Invocable;
  timeoutMs: number;
  binary: BinaryMediaTypes;
}

/** "API Gateway includes a Content-Type header for all integration responses. By default, the content type is application/json." */
const defaults = { 'content-type': 'application/json' };

/**
 * Lambda proxy: one synchronous invocation per request, never repeated.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export class LambdaProxyMethod implements RestMethod {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async call(request: RestRequest): Promise<HttpAnswer | GatewayResponseType> {
    const { fn, timeoutMs, binary } = this.#options;
    const result = await invokeWithin(
      fn,
      { trigger: 'rest-api', causes: [request.requestId], payload: eventOf(request, binary) },
      timeoutMs,
    );
    if (result.outcome === 'throttled' || result.outcome === 'unavailable') return 'lambda refused';
    if (result.outcome === 'integration-timed-out') return 'INTEGRATION_TIMEOUT';
    const response =
      result.outcome === 'succeeded' ? proxyResponseV1(result.payload, defaults, 'REST') : undefined;
    if (!response) return 'malformed proxy response';
    const { isBase64Encoded, body, ...rest } = response;
    // Without a binary type that the caller accepts, the text of the encoding is what is sent.
    const decode = isBase64Encoded && binary.includes(request.headers.accept);
    return { ...rest, body: decodeBody(body as string, decode) };
  }
}

/** Header names stay as the caller wrote them; those of the gateway's own are written so. */
function eventOf(request: RestRequest, binary: BinaryMediaTypes) {
  const headers = valuesByHeader(request.rawHeaders);
  addForwardingHeaders(headers, request, {
    port: request.host.split(':').at(-1) ?? '',
    protocol: 'http',
    nameOf: titleCase,
  });
  const isBase64Encoded = request.body.length > 0 && binary.includes(request.headers['content-type']);
  return proxyEventV1(request, {
    apiId: request.apiId,
    stage: request.stage,
    stageVariables: Object.keys(request.stageVariables).length > 0 ? request.stageVariables : null,
    resource: request.resourcePath,
    resourceId: request.resourceId,
    keysOfCaller: { apiKey: request.apiKey?.value ?? null, apiKeyId: request.apiKey?.id ?? null },
    path: request.pathInStage,
    pathWithStage: request.path,
    pathParameters: Object.keys(request.pathParameters).length > 0 ? request.pathParameters : null,
    headers,
    body: request.body.length > 0 ? request.body.toString(isBase64Encoded ? 'base64' : 'utf8') : null,
    isBase64Encoded,
    ...(request.authorizer && { authorizer: stringified(request.authorizer) }),
  });
}

/** Numbers and booleans come to the handler as texts. */
const stringified = (context: AuthorizerContext): Record<string, string> =>
  Object.fromEntries(Object.entries(context).map(([name, value]) => [name, String(value)]));
