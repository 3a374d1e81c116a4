import type { FrontRequest } from '../../http/front-request.ts';
import { extendedRequestIdOf } from '../../http/request-id.ts';
import { account } from '../../kernel/account.ts';
import { isOfAccessLogsOnly } from './access-log-variables.ts';

/** What the templates of a gateway response may use. */
export interface GatewayResponseContext {
  request: FrontRequest;
  apiId: string;
  stage: string;
  stageVariables: Record<string, string>;
  responseType: string;
  /** Null for what AWS tells nothing of. */
  message: string | null;
  /** Of a request that a validator refuses. */
  validationError?: string;
}

/** Fills in a body or a header of a gateway response. */
export type GatewayTemplate = (context: GatewayResponseContext) => string;

const variables: Record<string, GatewayTemplate> = {
  'context.error.message': ({ message }) => message ?? '',
  'context.error.messageString': ({ message }) => JSON.stringify(message),
  'context.error.responseType': ({ responseType }) => responseType,
  // APIs put it between quotation marks, and it has some of its own.
  'context.error.validationErrorString': ({ validationError = '' }) =>
    JSON.stringify(validationError).slice(1, -1),
  'context.accountId': () => account.id,
  'context.apiId': ({ apiId }) => apiId,
  'context.extendedRequestId': ({ request }) => extendedRequestIdOf(request.requestId),
  'context.httpMethod': ({ request }) => request.method,
  'context.identity.sourceIp': ({ request }) => request.sourceIp,
  'context.path': ({ request }) => request.path,
  'context.requestId': ({ request }) => request.requestId,
  'context.stage': ({ stage }) => stage,
};

function variable(name: string): GatewayTemplate {
  const known = variables[name];
  if (known) return known;
  const [, stageVariable] = /^stageVariables\.(\w+)$/.exec(name) ?? [];
  if (stageVariable) return ({ stageVariables }) => stageVariables[stageVariable] ?? '';
  const [, place, parameter = ''] = /^method\.request\.(header|querystring)\.(.+)$/.exec(name) ?? [];
  if (place === 'header') return ({ request }) => String(request.headers[parameter.toLowerCase()] ?? '');
  if (place === 'querystring')
    return ({ request }) => new URLSearchParams(request.rawQueryString).get(parameter) ?? '';
  const supported = `${Object.keys(variables)
    .map((each) => `$${each}`)
    .join(', ')}, $stageVariables.<name> and $method.request.<header|querystring>.<name>`;
  throw new Error(
    isOfAccessLogsOnly(name.replace('context.', ''))
      ? `AWS has $${name} in access logs only, not in a gateway response: it has ${supported}`
      : `$${name} is not supported in a gateway response: it has ${supported}`,
  );
}

/**
 * A body template: "a non-VTL mapping template supporting only simple variable substitutions". Throws an Error for a
 * variable that is not supported.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export function compileGatewayTemplate(text: string): GatewayTemplate {
  const parts = text.split(/(\$(?:context|stageVariables|method)(?:\.\w[\w-]*)+)/);
  const filled = parts.map((part, index): GatewayTemplate => {
    if (index % 2 === 0) return () => part;
    return variable(part.slice(1));
  });
  return (context) => filled.map((each) => each(context)).join('');
}

/** A header's value: `'text'` in quotes, or a variable. Throws an Error for one that is not supported. */
export function compileGatewayParameter(expression: string): GatewayTemplate {
  const [, text] = /^'(.*)'$/.exec(expression) ?? [];
  return text === undefined ? variable(expression) : () => text;
}
