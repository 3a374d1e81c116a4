import type { RestRequest } from './rest-method.ts';

/** One request on its way through the templates of its method. */
export interface Exchange {
  request: RestRequest;
  overrides: Overrides;
}

/**
 * What templates set to have it instead of what the method says.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
export interface Overrides {
  requestOverride: {
    header: Record<string, unknown>;
    path: Record<string, unknown>;
    querystring: Record<string, unknown>;
  };
  responseOverride: { header: Record<string, unknown>; status?: unknown };
}

export const exchangeOf = (request: RestRequest): Exchange => ({
  request,
  overrides: {
    requestOverride: { header: {}, path: {}, querystring: {} },
    responseOverride: { header: {} },
  },
});
