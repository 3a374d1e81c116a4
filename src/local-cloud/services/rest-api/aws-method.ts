import type { HttpAnswer } from '../../http/http-answer.ts';
import { within } from '../../http/invoke-within.ts';
import type { ServiceApis } from '../../kernel/contracts/service-api.ts';
import { type Exchange, exchangeOf } from './exchange.ts';
import type { GatewayResponseType } from './gateway-responses.ts';
import type { IntegrationResponses } from './integration-responses.ts';
import type { IntegrationUri } from './integration-uri.ts';
import type { IntegrationParameters } from './request-parameters.ts';
import type { RequestTemplates } from './request-templates.ts';
import type { RestMethod, RestRequest } from './rest-method.ts';
import { callService, type ServiceAnswer } from './service-call.ts';
import { withPathParameters } from './uri-parameters.ts';

interface Options {
  uri: IntegrationUri;
  apis: ServiceApis;
  timeoutMs: number;
  parameters: IntegrationParameters;
  requests: RequestTemplates;
  responses: IntegrationResponses;
}

/**
 * The AWS integration: the gateway itself calls an action of a service, with a request that templates and parameter
 * mappings write; no function runs.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-sqs.html
 * https://repost.aws/knowledge-center/api-gateway-proxy-integrate-service
 */
export class AwsMethod implements RestMethod {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async call(request: RestRequest): Promise<HttpAnswer | GatewayResponseType> {
    const { requests, responses, timeoutMs } = this.#options;
    const exchange = exchangeOf(request);
    const body = requests.map(exchange);
    if (body === undefined) return 'UNSUPPORTED_MEDIA_TYPE';
    const answer = await within(this.#ask(exchange, body), timeoutMs);
    if (answer === 'timed out') return 'INTEGRATION_TIMEOUT';
    return responses.answer(String(answer.status), answer, exchange) ?? 'API_CONFIGURATION_ERROR';
  }

  async #ask(exchange: Exchange, body: string): Promise<ServiceAnswer> {
    const { uri, apis, parameters } = this.#options;
    const { headers, query, path } = parameters.of(exchange);
    const single = Object.entries(headers).map(([name, values]) => [name, [values].flat().join(',')]);
    return callService(
      {
        uri: { ...uri, api: withPathParameters(uri.api, path) },
        headers: Object.fromEntries(single),
        query,
        body,
      },
      apis,
      exchange.request.requestId,
    );
  }
}
