import { type HttpAnswer, messageAnswer } from '../../http/http-answer.ts';
import { invokeWithin } from '../../http/invoke-within.ts';
import type { EventTarget } from '../../kernel/contracts/event-target.ts';
import type { Invocable } from '../../kernel/contracts/invoker.ts';
import { DeliveryError } from '../../kernel/errors.ts';
import { type Exchange, exchangeOf } from './exchange.ts';
import type { GatewayResponseType } from './gateway-responses.ts';
import type { IntegrationResponses } from './integration-responses.ts';
import type { RequestTemplates } from './request-templates.ts';
import type { RestMethod, RestRequest } from './rest-method.ts';

/** Tells how a request wants the function invoked: with its result, or as an event. */
export type InvocationTypeOf = (request: RestRequest) => 'RequestResponse' | 'Event';

interface Options {
  fn: Invocable;
  /** The same function as a taker of events. */
  target: EventTarget;
  invocationTypeOf: InvocationTypeOf;
  timeoutMs: number;
  requests: RequestTemplates;
  responses: IntegrationResponses;
}

/**
 * Lambda without proxy: the function gets the mapped body as its event, and its result is mapped to a response. With
 * `X-Amz-Invocation-Type: 'Event'` the caller is answered as soon as Lambda has taken the event.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integration-async.html
 */
export class LambdaMethod implements RestMethod {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async call(request: RestRequest): Promise<HttpAnswer | GatewayResponseType> {
    const { requests, invocationTypeOf } = this.#options;
    const exchange = exchangeOf(request);
    const mapped = requests.map(exchange);
    if (mapped === undefined) return 'UNSUPPORTED_MEDIA_TYPE';
    let payload: unknown;
    try {
      payload = mapped === '' ? {} : JSON.parse(mapped);
    } catch {
      // Lambda's own refusal (InvalidRequestContentException), which callers record as theirs:
      // https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
      return messageAnswer(400, 'Could not parse request body into json');
    }
    return invocationTypeOf(request) === 'Event'
      ? this.#hand(payload, exchange)
      : this.#invoke(payload, exchange);
  }

  async #hand(payload: unknown, exchange: Exchange): Promise<HttpAnswer | GatewayResponseType> {
    const { request } = exchange;
    const { target, responses } = this.#options;
    try {
      await target.deliver({ trigger: 'rest-api', causes: [request.requestId], payload });
    } catch (error) {
      if (error instanceof DeliveryError) return 'lambda refused';
      throw error;
    }
    return responses.answer('', { body: '' }, exchange) ?? 'API_CONFIGURATION_ERROR';
  }

  async #invoke(payload: unknown, exchange: Exchange): Promise<HttpAnswer | GatewayResponseType> {
    const { request } = exchange;
    const { fn, timeoutMs, responses } = this.#options;
    const result = await invokeWithin(
      fn,
      { trigger: 'rest-api', causes: [request.requestId], payload },
      timeoutMs,
    );
    switch (result.outcome) {
      case 'throttled':
      case 'unavailable':
        return 'lambda refused';
      case 'integration-timed-out':
        return 'INTEGRATION_TIMEOUT';
      case 'succeeded':
        return (
          responses.answer('', { body: JSON.stringify(result.payload) }, exchange) ??
          'API_CONFIGURATION_ERROR'
        );
      default:
        // A function error is matched by its message; unmatched, it goes out as the default response, a success.
        return (
          responses.answer(result.error.errorMessage, { body: JSON.stringify(result.error) }, exchange) ??
          'API_CONFIGURATION_ERROR'
        );
    }
  }
}
