import type { LambdaFunction } from '../lambda/lambda-function.ts';
import type { HttpApiStatusCodes } from '../settings.ts';
import { type ApiRequest, type ApiResponse, type Integration, message } from './integration.ts';
import { proxyEventOf } from './proxy-event.ts';
import { proxyResponseOf } from './proxy-result.ts';

interface Options {
  fn: LambdaFunction;
  timeoutMs: number;
  statusCodes: HttpApiStatusCodes;
  statusOverrides: Map<number, number>;
}

/**
 * Lambda proxy: one synchronous invocation per request, never repeated. When the integration's time is up the caller is
 * answered and the function runs on.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export class LambdaProxyIntegration implements Integration {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async call(request: ApiRequest): Promise<ApiResponse> {
    const { timeoutMs, statusCodes, statusOverrides } = this.#options;
    const { promise: timeUp, resolve } = Promise.withResolvers<ApiResponse>();
    const timer = setTimeout(
      () => resolve(message(statusCodes.integrationTimeout, 'Service Unavailable')),
      timeoutMs,
    );
    const answer = await Promise.race([this.#invoke(request), timeUp]);
    clearTimeout(timer);
    return { ...answer, status: statusOverrides.get(answer.status) ?? answer.status };
  }

  async #invoke(request: ApiRequest): Promise<ApiResponse> {
    const { fn, statusCodes } = this.#options;
    const result = await fn.invoke({
      trigger: 'http-api',
      causes: [request.requestId],
      payload: proxyEventOf(request),
    });
    if (result.outcome === 'throttled') return message(statusCodes.throttled, 'Internal Server Error');
    const response = result.outcome === 'succeeded' ? proxyResponseOf(result.payload) : undefined;
    return response ?? message(statusCodes.functionError, 'Internal Server Error');
  }
}
