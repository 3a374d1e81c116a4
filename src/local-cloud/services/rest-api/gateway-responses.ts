import type { FrontRequest } from '../../http/front-request.ts';
import type { HttpAnswer } from '../../http/http-answer.ts';
import { extendedRequestIdOf } from '../../http/request-id.ts';
import type { RestApiStatusCodes } from '../../kernel/settings.ts';
import {
  compileGatewayTemplate,
  type GatewayResponseContext,
  type GatewayTemplate,
} from './gateway-template.ts';

/**
 * Answers that the gateway gives by itself. Those in small letters are ours: AWS lists no type for what a Lambda proxy
 * fails to answer, and lets DEFAULT_5XX customize it; and ACCESS_DENIED has another text when a policy denies.
 */
export type GatewayResponseType =
  | 'ACCESS_DENIED'
  | 'ACCESS_DENIED explicitly'
  | 'API_CONFIGURATION_ERROR'
  | 'AUTHORIZER_CONFIGURATION_ERROR'
  | 'AUTHORIZER_FAILURE'
  | 'BAD_REQUEST_BODY'
  | 'BAD_REQUEST_PARAMETERS'
  | 'INTEGRATION_FAILURE'
  | 'INTEGRATION_TIMEOUT'
  | 'INVALID_API_KEY'
  | 'MISSING_AUTHENTICATION_TOKEN'
  | 'QUOTA_EXCEEDED'
  | 'REQUEST_TOO_LARGE'
  | 'THROTTLED'
  | 'UNAUTHORIZED'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'lambda refused'
  | 'malformed proxy response';

/** An answer of the gateway's own that says more than its type. */
export interface OwnAnswer {
  type: GatewayResponseType;
  message: string;
  /** What is wrong in detail: `$context.error.validationErrorString`. */
  validationError: string;
}

/** Types that a stack may customize, as AWS lists them; some never happen here. */
export const gatewayResponseTypes = [
  'ACCESS_DENIED',
  'API_CONFIGURATION_ERROR',
  'AUTHORIZER_CONFIGURATION_ERROR',
  'AUTHORIZER_FAILURE',
  'BAD_REQUEST_BODY',
  'BAD_REQUEST_PARAMETERS',
  'DEFAULT_4XX',
  'DEFAULT_5XX',
  'EXPIRED_TOKEN',
  'INTEGRATION_FAILURE',
  'INTEGRATION_TIMEOUT',
  'INVALID_API_KEY',
  'INVALID_SIGNATURE',
  'MISSING_AUTHENTICATION_TOKEN',
  'QUOTA_EXCEEDED',
  'REQUEST_TOO_LARGE',
  'RESOURCE_NOT_FOUND',
  'THROTTLED',
  'UNAUTHORIZED',
  'UNSUPPORTED_MEDIA_TYPE',
  'WAF_FILTERED',
] as const;

/** What a GatewayResponse resource changes. */
export interface GatewayResponseCustomization {
  /** Undefined leaves the status as it is. */
  status: number | undefined;
  headers: Record<string, GatewayTemplate>;
  /** By content type. */
  bodies: Record<string, GatewayTemplate>;
}

// This one is written with a capital letter, as callers see it: https://repost.aws/knowledge-center/api-gateway-lambda-authorization-errors
const accessDeniedBody = compileGatewayTemplate('{"Message":$context.error.messageString}');
const defaultBody = compileGatewayTemplate('{"message":$context.error.messageString}');

/**
 * A REST API's own answers: the defaults, and what the stack makes of them.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export class GatewayResponses {
  readonly #defaults: Record<GatewayResponseType, { status: number; message: string | null }>;
  readonly #customizations = new Map<string, GatewayResponseCustomization>();

  constructor(statusCodes: RestApiStatusCodes) {
    this.#defaults = {
      ACCESS_DENIED: { status: 403, message: 'User is not authorized to access this resource' },
      'ACCESS_DENIED explicitly': {
        status: 403,
        message: 'User is not authorized to access this resource with an explicit deny',
      },
      API_CONFIGURATION_ERROR: { status: 500, message: 'Internal server error' },
      AUTHORIZER_CONFIGURATION_ERROR: { status: 500, message: null },
      AUTHORIZER_FAILURE: { status: 500, message: null },
      BAD_REQUEST_BODY: { status: 400, message: 'Bad Request' },
      BAD_REQUEST_PARAMETERS: { status: 400, message: 'Bad Request' },
      INTEGRATION_FAILURE: { status: 504, message: 'Network error communicating with endpoint' },
      INTEGRATION_TIMEOUT: { status: statusCodes.integrationTimeout, message: 'Endpoint request timed out' },
      INVALID_API_KEY: { status: 403, message: 'Forbidden' },
      MISSING_AUTHENTICATION_TOKEN: { status: 403, message: 'Missing Authentication Token' },
      QUOTA_EXCEEDED: { status: 429, message: 'Limit Exceeded' },
      REQUEST_TOO_LARGE: { status: 413, message: 'HTTP content length exceeded 10485760 bytes.' },
      THROTTLED: { status: 429, message: 'Too Many Requests' },
      UNAUTHORIZED: { status: 401, message: 'Unauthorized' },
      UNSUPPORTED_MEDIA_TYPE: { status: 415, message: 'Unsupported Media Type' },
      'lambda refused': { status: statusCodes.throttled, message: 'Internal server error' },
      'malformed proxy response': { status: statusCodes.functionError, message: 'Internal server error' },
    };
  }

  customize(type: string, customization: GatewayResponseCustomization): void {
    this.#customizations.set(type, customization);
  }

  answer(
    answer: GatewayResponseType | OwnAnswer,
    context: Omit<GatewayResponseContext, 'responseType' | 'message' | 'validationError'>,
  ): HttpAnswer {
    const { type, ...said } = typeof answer === 'string' ? { type: answer } : answer;
    const { status, message } = this.#defaults[type];
    const listedType = type === 'ACCESS_DENIED explicitly' ? 'ACCESS_DENIED' : type;
    const group = status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
    // "Customizing the default gateway response for 413 REQUEST_TOO_LARGE isn't currently supported."
    const custom =
      type === 'REQUEST_TOO_LARGE'
        ? undefined
        : (this.#customizations.get(listedType) ?? this.#customizations.get(group));
    const full: GatewayResponseContext = { ...context, responseType: listedType, message, ...said };
    const [contentType, body] = bodyFor(custom, context.request) ?? [
      'application/json',
      listedType === 'ACCESS_DENIED' ? accessDeniedBody : defaultBody,
    ];
    const headers: HttpAnswer['headers'] = {
      'content-type': contentType,
      'x-amzn-requestid': context.request.requestId,
      'x-amz-apigw-id': extendedRequestIdOf(context.request.requestId),
    };
    for (const [name, value] of Object.entries(custom?.headers ?? {})) headers[name] = value(full);
    return { status: custom?.status ?? status, headers, body: body(full) };
  }
}

function bodyFor(
  custom: GatewayResponseCustomization | undefined,
  request: FrontRequest,
): [string, GatewayTemplate] | undefined {
  const bodies = Object.entries(custom?.bodies ?? {});
  const accepted = request.headers.accept?.split(/[,;]/, 1)[0];
  return (
    bodies.find(([type]) => type === accepted) ??
    bodies.find(([type]) => type === 'application/json') ??
    bodies[0]
  );
}
