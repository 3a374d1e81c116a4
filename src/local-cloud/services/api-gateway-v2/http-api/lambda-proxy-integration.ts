import type { ApiRequest } from '../../../http/api-request.ts';
import { type HttpAnswer, messageAnswer } from '../../../http/http-answer.ts';
import { invokeWithin } from '../../../http/invoke-within.ts';
import { decodePath } from '../../../http/path-segments.ts';
import { type PayloadFormat, proxyEventOf } from '../../../http/payload-event.ts';
import { proxyResponseOf } from '../../../http/payload-response.ts';
import type { Invocable } from '../../../kernel/contracts/invoker.ts';
import type { HttpApiStatusCodes } from '../settings.ts';
import type { Integration } from './integration.ts';

/** These texts are not documented: this one and that of a function's error are as users have recorded them in their logs. */
const malformedResponse =
  "The response from the Lambda function doesn't match the format that API Gateway expects.";

interface Options {
  fn: Invocable;
  format: PayloadFormat;
  timeoutMs: number;
  statusCodes: HttpApiStatusCodes;
  mapRequest(request: ApiRequest): ApiRequest;
  mapResponse(answer: HttpAnswer, request: ApiRequest): HttpAnswer;
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

  async call(request: ApiRequest): Promise<HttpAnswer> {
    const { mapRequest, mapResponse } = this.#options;
    // Functions see the path decoded, unlike those behind a function URL.
    const path = decodePath(request.path);
    return mapResponse(await this.#invoke(mapRequest({ ...request, path })), request);
  }

  async #invoke(request: ApiRequest): Promise<HttpAnswer> {
    const { fn, format, timeoutMs, statusCodes } = this.#options;
    const result = await invokeWithin(
      fn,
      { trigger: 'http-api', causes: [request.requestId], payload: proxyEventOf(request, format) },
      timeoutMs,
    );
    switch (result.outcome) {
      case 'throttled':
      case 'unavailable':
        return {
          ...messageAnswer(statusCodes.throttled, 'Internal Server Error'),
          integrationError: 'Lambda refused the invocation.',
        };
      case 'integration-timed-out':
        return {
          ...messageAnswer(statusCodes.integrationTimeout, 'Service Unavailable'),
          integrationError: 'The integration timed out.',
        };
      case 'succeeded':
        return (
          proxyResponseOf(result.payload, format) ?? {
            ...messageAnswer(statusCodes.functionError, 'Internal Server Error'),
            integrationError: malformedResponse,
          }
        );
      default:
        return {
          ...messageAnswer(statusCodes.functionError, 'Internal Server Error'),
          integrationError: `The Lambda function returned the following error: ${result.error.errorMessage}. Check your Lambda function code and try again.`,
        };
    }
  }
}
