import type { FrontRequest } from './front-request.ts';

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
