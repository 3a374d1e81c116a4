import type { ApiRequest } from '../../../http/api-request.ts';
import type { HttpAnswer } from '../../../http/http-answer.ts';

/** What an API does with a request once its route is found. */
export interface Integration {
  call(request: ApiRequest): Promise<HttpAnswer>;
}
