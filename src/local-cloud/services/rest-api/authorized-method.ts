import type { HttpAnswer } from '../../http/http-answer.ts';
import type { GatewayResponseType } from './gateway-responses.ts';
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

  async call(request: RestRequest): Promise<HttpAnswer | GatewayResponseType> {
    const authorizer = await this.#authorizer.authorize(request);
    return typeof authorizer === 'string' ? authorizer : this.#method.call({ ...request, authorizer });
  }
}
