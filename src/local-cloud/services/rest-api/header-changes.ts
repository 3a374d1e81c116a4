/**
 * What becomes of a header between a REST API and an HTTP endpoint, where it is not passed on as it is. The page's columns
 * for `http` and `http_proxy`; what it does for `lambda` is with the Lambda proxy.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html#api-gateway-known-issues-rest-apis
 */
type Change = 'dropped' | 'remapped';

type Changes = Readonly<Record<string, Change>>;

const toEndpoint: Changes = {
  'content-md5': 'dropped',
  expect: 'dropped',
  // Overwritten: it is the endpoint's.
  host: 'dropped',
  'max-forwards': 'dropped',
  'proxy-authenticate': 'dropped',
  server: 'dropped',
  te: 'dropped',
  'transfer-encoding': 'dropped',
  trailer: 'dropped',
  upgrade: 'dropped',
  via: 'dropped',
  'www-authenticate': 'dropped',
  // Generated from the body.
  'content-length': 'dropped',
};

const fromEndpoint: Changes = {
  authorization: 'remapped',
  connection: 'remapped',
  'content-md5': 'remapped',
  // "Remapped Overwritten": the header itself is the gateway's own.
  date: 'remapped',
  expect: 'dropped',
  host: 'dropped',
  'max-forwards': 'remapped',
  'proxy-authenticate': 'dropped',
  server: 'remapped',
  te: 'dropped',
  'transfer-encoding': 'dropped',
  trailer: 'dropped',
  upgrade: 'dropped',
  'user-agent': 'remapped',
  'www-authenticate': 'remapped',
  // Of the connection with the endpoint, and not of the one with the caller.
  'content-length': 'dropped',
  'keep-alive': 'dropped',
};

/** By names in small letters, for both kinds of HTTP integration. */
export const headerChanges = {
  HTTP: { toEndpoint, fromEndpoint: { ...fromEndpoint, accept: 'dropped' } },
  HTTP_PROXY: {
    toEndpoint: { ...toEndpoint, 'content-encoding': 'dropped' },
    fromEndpoint: { ...fromEndpoint, via: 'dropped' },
  },
} as const satisfies Record<string, { toEndpoint: Changes; fromEndpoint: Changes }>;

/** The headers as they are passed on; names are in small letters. */
export function changedHeaders<Value>(
  headers: Readonly<Record<string, Value>>,
  changes: Changes,
): Record<string, Value> {
  const changed: Record<string, Value> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (changes[name] === 'dropped') continue;
    changed[changes[name] === 'remapped' ? `x-amzn-remapped-${name}` : name] = value;
  }
  return changed;
}
