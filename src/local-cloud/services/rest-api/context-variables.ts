import { extendedRequestIdOf } from '../../http/request-id.ts';
import { commonLogTime } from '../../http/request-parts.ts';
import { account } from '../../kernel/account.ts';
import { isOfAccessLogsOnly } from './access-log-variables.ts';
import type { RestRequest } from './rest-method.ts';

/** Takes one of a request's context variables; undefined where the request has none. */
export type ContextVariable = (request: RestRequest) => string | undefined;

const contextVariables: Record<string, ContextVariable> = {
  accountId: () => account.id,
  apiId: ({ apiId }) => apiId,
  domainName: ({ host }) => host,
  domainPrefix: ({ apiId }) => apiId,
  extendedRequestId: ({ requestId }) => extendedRequestIdOf(requestId),
  httpMethod: ({ method }) => method,
  'identity.apiKey': ({ apiKey }) => apiKey?.value,
  'identity.apiKeyId': ({ apiKey }) => apiKey?.id,
  'identity.sourceIp': ({ sourceIp }) => sourceIp,
  'identity.userAgent': ({ headers }) => headers['user-agent'],
  path: ({ path }) => path,
  protocol: ({ httpVersion }) => `HTTP/${httpVersion}`,
  requestId: ({ requestId }) => requestId,
  requestTime: ({ receivedAt }) => commonLogTime(receivedAt),
  requestTimeEpoch: ({ receivedAt }) => String(Math.floor(receivedAt)),
  resourceId: ({ resourceId }) => resourceId,
  resourcePath: ({ resourcePath }) => resourcePath,
  stage: ({ stage }) => stage,
};

/**
 * The context variable of this name (without `context.`) for data transformations; undefined for one that is not here.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#context-variable-reference
 */
export function contextVariable(name: string): ContextVariable | undefined {
  const [, property] = /^authorizer\.([\w-]+)$/.exec(name) ?? [];
  if (property === undefined || isOfAccessLogsOnly(name)) return contextVariables[name];
  return ({ authorizer }) => {
    const value = authorizer?.[property];
    return value === undefined ? undefined : String(value);
  };
}

/** All context variables of a request that are there, by the parts of their names. */
export function contextMap(request: RestRequest): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  for (const [name, select] of Object.entries(contextVariables)) {
    const [first = '', second] = name.split('.');
    if (second === undefined) map[first] = select(request);
    else map[first] = { ...(map[first] as object | undefined), [second]: select(request) };
  }
  const { authorizer = {} } = request;
  map.authorizer = Object.fromEntries(Object.entries(authorizer).map(([key, value]) => [key, String(value)]));
  return map;
}

/** Why a context variable cannot stand in `place`. */
export function unknownContextVariable(name: string, place: string): string {
  const has = `${place} has $context.${Object.keys(contextVariables).join(', $context.')} and $context.authorizer.<key>`;
  return isOfAccessLogsOnly(name)
    ? `AWS has $context.${name} in access logs only, not in ${place}: ${has}`
    : `$context.${name} is not supported in ${place}: ${has}`;
}
