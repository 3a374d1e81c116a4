import type { FrontRequest } from '../../http/front-request.ts';
import type { HttpAnswer } from '../../http/http-answer.ts';
import type { GatewayResponseType, OwnAnswer } from './gateway-responses.ts';
import type { ApiKey } from './usage-plans/usage-plans.ts';

/** What an authorizer tells the integration of who calls. */
export interface AuthorizerContext {
  principalId: string;
  [key: string]: string | number | boolean;
}

/** A request that a stage, a resource and a method were found for. */
export interface RestRequest extends FrontRequest {
  apiId: string;
  stage: string;
  stageVariables: Record<string, string>;
  resourceId: string;
  /** With variables: `/orders/{id}`. */
  resourcePath: string;
  /** Without the stage's name. */
  pathInStage: string;
  pathParameters: Record<string, string>;
  body: Buffer;
  /** Of the caller, when the method needs one. */
  apiKey?: ApiKey | undefined;
  /** When an authorizer let it through. */
  authorizer?: AuthorizerContext;
}

/** What an authorizer sees of a request. */
export type RoutedRequest = Omit<RestRequest, 'body' | 'authorizer'>;

/** A method of a resource: answers a request, or says which answer of the gateway's own it needs. */
export interface RestMethod {
  /** Whether only clients with an API key may call it. */
  readonly needsApiKey?: boolean;
  call(request: RestRequest): Promise<HttpAnswer | GatewayResponseType | OwnAnswer>;
}
