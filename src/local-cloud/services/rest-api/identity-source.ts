import type { RoutedRequest } from './rest-method.ts';

/** Takes a part of a request that tells who calls; undefined when the request has none. */
export type IdentitySource = (request: RoutedRequest) => string | undefined;

const contextVariables: Record<string, IdentitySource> = {
  httpMethod: ({ method }) => method,
  'identity.sourceIp': ({ sourceIp }) => sourceIp,
  'identity.userAgent': ({ headers }) => headers['user-agent'],
  path: ({ path }) => path,
  resourceId: ({ resourceId }) => resourceId,
  resourcePath: ({ resourcePath }) => resourcePath,
  stage: ({ stage }) => stage,
};

/**
 * `method.request.header.Authorization`, `method.request.querystring.token`, `stageVariables.x` or `context.x`. Throws an
 * Error for anything else.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
 */
export function compileIdentitySource(expression: string): IdentitySource {
  const [, place, name = ''] =
    /^(method\.request\.(?:multivalue)?(?:header|querystring)|stageVariables|context)\.(.+)$/.exec(
      expression,
    ) ?? [];
  if (place?.endsWith('header')) return ({ headers }) => [headers[name.toLowerCase()]].flat()[0];
  if (place?.endsWith('querystring'))
    return ({ rawQueryString }) => new URLSearchParams(rawQueryString).get(name) ?? undefined;
  if (place === 'stageVariables') return ({ stageVariables }) => stageVariables[name];
  const context = place === 'context' ? contextVariables[name] : undefined;
  if (context) return context;
  throw new Error(
    `the identity source ${expression} is not supported: method.request.header.<name>, method.request.querystring.<name>, stageVariables.<name> and context.<${Object.keys(contextVariables).join('|')}> are`,
  );
}
