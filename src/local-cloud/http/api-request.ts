import type { FrontRequest } from './front-request.ts';

/** What an authorizer says of who calls. */
export interface Authorizer {
  context: Record<string, unknown> | null;
  principalId?: string;
}

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
  /** When an authorizer let it through. */
  authorizer?: Authorizer;
}
