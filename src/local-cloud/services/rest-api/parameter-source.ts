import { compileJsonPath } from '../../http/json-path.ts';
import { contextVariable, unknownContextVariable } from './context-variables.ts';
import type { RestRequest } from './rest-method.ts';

/** What an integration has answered. */
export interface IntegrationAnswer {
  /** By their names in small letters. */
  headers?: Record<string, string | string[]>;
  body: string;
}

interface Scope {
  request: RestRequest;
  response: IntegrationAnswer;
}

/** Takes a parameter's value, or its values, from where its mapping says; undefined when it is not there. */
export type ParameterSource<From = Scope> = (from: From) => string | string[] | undefined;

/**
 * Where a request parameter of an integration gets its value: `'a text'`, `method.request.header.<name>`, … Throws an Error
 * for what is not supported.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping-sources.html
 */
export function compileRequestSource(expression: string): ParameterSource<{ request: RestRequest }> {
  const [, place, name = ''] =
    /^method\.request\.((?:multivalue)?(?:header|querystring)|path|body)(?:\.(.+))?$/s.exec(expression) ?? [];
  if (place === 'body') return bodySource(name, ({ request }) => request.body.toString('utf8'));
  if (name !== '') {
    switch (place) {
      case 'header':
        return ({ request }) => headerValues(request, name).at(-1);
      case 'multivalueheader':
        return ({ request }) => valuesOrNone(headerValues(request, name));
      case 'path':
        return ({ request }) => request.pathParameters[name];
      case 'querystring':
        return ({ request }) => parameterValues(request, name).at(-1);
      case 'multivaluequerystring':
        return ({ request }) => valuesOrNone(parameterValues(request, name));
    }
  }
  return commonSource(
    expression,
    'method.request.<header|multivalueheader|querystring|multivaluequerystring|path>.<name>, method.request.body',
  );
}

/** Every value of a header, in the order of the request. */
function headerValues({ rawHeaders }: RestRequest, name: string): string[] {
  const wanted = name.toLowerCase();
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === wanted);
}

const parameterValues = ({ rawQueryString }: RestRequest, name: string): string[] =>
  new URLSearchParams(rawQueryString).getAll(name);

const valuesOrNone = (values: string[]): string[] | undefined => (values.length > 0 ? values : undefined);

/**
 * Where a header of a method's response gets its value. Throws an Error for what is not supported.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping-sources.html
 */
export function compileResponseSource(expression: string): ParameterSource {
  const [, place, name = ''] =
    /^integration\.response\.((?:multivalue)?header|body)(?:\.(.+))?$/s.exec(expression) ?? [];
  if (place === 'body') return bodySource(name, ({ response }) => response.body);
  if (name !== '') {
    const valuesOf = ({ response }: Scope) => response.headers?.[name.toLowerCase()];
    if (place === 'multivalueheader') return valuesOf;
    if (place === 'header') return (scope) => [valuesOf(scope)].flat().at(-1);
  }
  return commonSource(
    expression,
    'integration.response.<header|multivalueheader>.<name>, integration.response.body',
  );
}

/** A body in whole, or what a JSONPath (without `$.`) finds in it. */
function bodySource<From>(path: string, bodyOf: (from: From) => string): ParameterSource<From> {
  if (path === '') return bodyOf;
  const select = compileJsonPath(`$.${path}`);
  return (from) => {
    try {
      const value = select(JSON.parse(bodyOf(from)));
      return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
    } catch {
      return undefined;
    }
  };
}

function commonSource(expression: string, others: string): ParameterSource<{ request: RestRequest }> {
  const [, text] = /^'(.*)'$/s.exec(expression) ?? [];
  if (text !== undefined) return () => text;
  const [, place, name = ''] = /^(context|stageVariables)\.(.+)$/.exec(expression) ?? [];
  if (place === 'stageVariables') return ({ request }) => request.stageVariables[name];
  if (place === undefined)
    throw new Error(
      `the value ${expression} of a parameter is not supported: 'a text in single quotes', ${others}, context.<variable> and stageVariables.<name> are`,
    );
  const select = contextVariable(name);
  if (!select) throw new Error(unknownContextVariable(name, 'a parameter mapping'));
  return ({ request }) => select(request);
}
