import type { RestMethod, RestRequest } from '../rest-method.ts';

/** A method that only clients with an API key may call. The key is asked for before anything else. */
export class KeyedMethod implements RestMethod {
  readonly needsApiKey = true;
  readonly #method: RestMethod;

  constructor(method: RestMethod) {
    this.#method = method;
  }

  call(request: RestRequest): ReturnType<RestMethod['call']> {
    return this.#method.call(request);
  }
}
