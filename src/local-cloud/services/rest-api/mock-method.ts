import type { HttpAnswer } from '../../http/http-answer.ts';
import { exchangeOf } from './exchange.ts';
import type { GatewayResponseType } from './gateway-responses.ts';
import type { IntegrationResponses } from './integration-responses.ts';
import type { RequestTemplates } from './request-templates.ts';
import type { RestMethod, RestRequest } from './rest-method.ts';

/**
 * MOCK: the gateway answers by itself. The request template gives the status that an integration response is chosen by;
 * CDK's preflight methods are made so.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export class MockMethod implements RestMethod {
  readonly #requests: RequestTemplates;
  readonly #responses: IntegrationResponses;

  constructor(requests: RequestTemplates, responses: IntegrationResponses) {
    this.#requests = requests;
    this.#responses = responses;
  }

  async call(request: RestRequest): Promise<HttpAnswer | GatewayResponseType> {
    // A preflight has no body, whatever content type it may name.
    const exchange = exchangeOf(request);
    const mapped = this.#requests.map(exchange);
    if (mapped === undefined) return 'UNSUPPORTED_MEDIA_TYPE';
    // CDK writes `{ statusCode: 200 }`, which is no JSON and works on AWS all the same.
    const [, status = ''] = /"?statusCode"?\s*:\s*"?(\d{3})/.exec(mapped) ?? [];
    return this.#responses.answer(status, { body: '' }, exchange) ?? 'API_CONFIGURATION_ERROR';
  }
}
