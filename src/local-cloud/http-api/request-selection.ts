import type { ApiRequest } from './integration.ts';

/** "`$request.body.<name>` … The first 100 KB of the body are read." */
const selectableBytes = 100 * 1024;

/**
 * What a parameter mapping selects from a request, as text: `$request.body`, `$request.body.path`, `$request.header.name`,
 * `$request.querystring.name`, `$request.path.name`, `$request.path`; any other text is itself.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function selectText(expression: string, request: ApiRequest): string {
  const [, kind, name] = /^\$request\.(body|header|querystring|path)(?:\.(.+))?$/.exec(expression) ?? [];
  switch (kind) {
    case 'body':
      return name === undefined ? request.body.toString('utf8') : selectFromBody(request.body, name);
    case 'header':
      return String(request.headers[(name ?? '').toLowerCase()] ?? '');
    case 'querystring':
      return new URLSearchParams(request.rawQueryString).get(name ?? '') ?? '';
    case 'path':
      return name === undefined ? request.path : (request.pathParameters[name] ?? '');
    default:
      return expression;
  }
}

function selectFromBody(body: Buffer, path: string): string {
  try {
    let value: unknown = JSON.parse(body.subarray(0, selectableBytes).toString('utf8'));
    for (const name of path.split('.')) value = (value as Record<string, unknown> | null)?.[name];
    return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  } catch {
    return '';
  }
}
