import type { FrontRequest } from '../gateway/front-request.ts';
import type { HttpAnswer } from '../gateway/http-answer.ts';

/** A request that a stage and a route were found for. */
export interface ApiRequest extends FrontRequest {
  apiId: string;
  stage: string;
  stageVariables: Record<string, string>;
  routeKey: string;
  /** Without the stage's name. */
  routePath: string;
  pathParameters: Record<string, string>;
  body: Buffer;
}

/** What an API does with a request once its route is found. */
export interface Integration {
  call(request: ApiRequest): Promise<HttpAnswer>;
}
