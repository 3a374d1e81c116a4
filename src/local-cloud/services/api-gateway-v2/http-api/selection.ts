import type { ApiRequest } from '../../../http/api-request.ts';
import type { HttpAnswer } from '../../../http/http-answer.ts';
import { compileJsonPath } from '../../../http/json-path.ts';
import {
  commonLogTime,
  joined,
  lowerCase,
  valuesByHeader,
  valuesByParameter,
} from '../../../http/request-parts.ts';
import { account } from '../../../kernel/account.ts';

/** "API Gateway truncates the request body at 100 KB and then applies the selection expression." */
const selectableBytes = 100 * 1024;

/** What an expression may select from. */
export interface SelectionScope {
  request: ApiRequest;
  /** Only in response mappings. */
  response?: HttpAnswer;
}

/** Selects a text, or undefined when what the expression names is not there. */
export type Selection = (scope: SelectionScope) => string | undefined;

/**
 * A parameter mapping's value made ready: `$request.body.path`, `${request.header.name}` with text around it, a context
 * or stage variable, or a fixed text. Throws an Error for what is not supported.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function compileSelection(expression: string): Selection {
  if (/^\$[a-z]/i.test(expression)) return compileVariable(expression.slice(1));
  const parts = expression.split(/(\$\{[^}]*\})/).filter((each) => each !== '');
  if (!parts.some((each) => each.startsWith('${'))) return () => expression;
  const selections = parts.map((each) =>
    each.startsWith('${') ? compileVariable(each.slice(2, -1)) : () => each,
  );
  return (scope) => {
    const texts = selections.map((select) => select(scope));
    return texts.length === 1 ? texts[0] : texts.map((each) => each ?? '').join('');
  };
}

/** Whether a mapping's value depends on the request at all. */
export const isFixedText = (expression: string): boolean => !/^\$[a-z]|\$\{/i.test(expression);

function compileVariable(name: string): Selection {
  const [, source, key] =
    /^(request\.(?:body|header|querystring|path)|response\.(?:body|header)|context|stageVariables)(?:\.(.+))?$/.exec(
      name,
    ) ?? [];
  switch (source) {
    case 'request.body': {
      if (key === undefined) return ({ request }) => request.body.toString('utf8');
      const select = compileBodyPath(key);
      return ({ request }) => select(request.body);
    }
    case 'response.body': {
      if (key === undefined) return ({ response }) => String(response?.body ?? '');
      const select = compileBodyPath(key);
      return ({ response }) => select(Buffer.from(response?.body ?? ''));
    }
    case 'request.header':
      return ({ request }) => valuesByHeader(request.rawHeaders, lowerCase)[lowerCase(key ?? '')]?.join(',');
    case 'response.header':
      return ({ response }) => {
        const value = response?.headers[lowerCase(key ?? '')];
        return Array.isArray(value) ? joined(value) : value;
      };
    case 'request.querystring':
      return ({ request }) => valuesByParameter(request.rawQueryString)?.[key ?? '']?.join(',');
    case 'request.path':
      return key === undefined
        ? ({ request }) => request.routePath
        : ({ request }) => request.pathParameters[key];
    case 'stageVariables':
      return ({ request }) => request.stageVariables[key ?? ''];
    case 'context': {
      const select = contextVariables[key ?? ''];
      if (select) return ({ request, response }) => select(request, response);
      const [, property] = /^authorizer\.(.+)$/.exec(key ?? '') ?? [];
      if (property) return ({ request }) => authorizerProperty(request, property);
    }
  }
  throw new Error(
    `the selection expression $${name} is not supported. Context variables: ${Object.keys(contextVariables).join(', ')}`,
  );
}

/**
 * Those of the integration are there once it has answered, so in response mappings only.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
const contextVariables: Record<string, (request: ApiRequest, response?: HttpAnswer) => string | undefined> = {
  accountId: () => account.id,
  apiId: (request) => request.apiId,
  domainName: (request) => request.host,
  domainPrefix: (request) => request.apiId,
  extendedRequestId: (request) => request.requestId,
  httpMethod: (request) => request.method,
  'identity.sourceIp': (request) => request.sourceIp,
  'identity.userAgent': (request) => request.headers['user-agent'] ?? '',
  'integration.error': (_, response) => response?.integrationError,
  'integration.status': (_, response) => response && String(response.status),
  integrationErrorMessage: (_, response) => response?.integrationError,
  path: (request) => request.path,
  protocol: (request) => `HTTP/${request.httpVersion}`,
  requestId: (request) => request.requestId,
  requestTime: (request) => commonLogTime(request.receivedAt),
  requestTimeEpoch: (request) => String(Math.floor(request.receivedAt)),
  routeKey: (request) => request.routeKey,
  stage: (request) => request.stage,
};

function authorizerProperty({ authorizer }: ApiRequest, name: string): string | undefined {
  const value = name === 'principalId' ? authorizer?.principalId : authorizer?.context?.[name];
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
}

/** A path of names and indexes in a JSON body: `order.items[0].sku`. */
function compileBodyPath(path: string): (body: Buffer) => string | undefined {
  const select = compileJsonPath(`$.${path}`);
  return (body) => {
    try {
      const value = select(JSON.parse(body.subarray(0, selectableBytes).toString('utf8')));
      return typeof value === 'string' || value === undefined ? value : JSON.stringify(value);
    } catch {
      return undefined;
    }
  };
}
