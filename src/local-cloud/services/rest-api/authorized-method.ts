import { type HttpAnswer, messageAnswer } from '../../http/http-answer.ts';
import { UnsupportedPolicy } from '../../http/lambda-authorizer/policy.ts';
import type { GatewayResponseType, OwnAnswer } from './gateway-responses.ts';
import type { RestAuthorizer } from './rest-authorizer.ts';
import type { RestMethod, RestRequest } from './rest-method.ts';

/** A method that an authorizer stands in front of. */
export class AuthorizedMethod implements RestMethod {
  readonly #authorizer: RestAuthorizer;
  readonly #method: RestMethod;

  constructor(authorizer: RestAuthorizer, method: RestMethod) {
    this.#authorizer = authorizer;
    this.#method = method;
  }

  async call(request: RestRequest): Promise<HttpAnswer | GatewayResponseType | OwnAnswer> {
    let authorizer: Awaited<ReturnType<RestAuthorizer['authorize']>>;
    try {
      authorizer = await this.#authorizer.authorize(request);
    } catch (error) {
      if (error instanceof UnsupportedPolicy) return messageAnswer(501, error.message);
      throw error;
    }
    return typeof authorizer === 'string' ? authorizer : this.#method.call({ ...request, authorizer });
  }
}
