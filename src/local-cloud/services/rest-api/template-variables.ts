import { compileJsonPath } from '../../http/json-path.ts';
import { lastOf, oneOfEach, valuesByHeader, valuesByParameter } from '../../http/request-parts.ts';
import type { RestRequest } from './rest-method.ts';
import { HostObject } from './vtl/evaluate.ts';
import { javaText } from './vtl/java-text.ts';

/** `$input`: the payload that a template maps, and the parameters of the request. */
export function inputVariable(request: RestRequest, body: string): HostObject {
  let document: unknown;
  const select = (path: unknown) => {
    document ??= parsed(body);
    return compileJsonPath(javaText(path))(document);
  };
  return new HostObject(
    { body: () => body },
    {
      json: (path = '$') => JSON.stringify(select(path) ?? ''),
      path: (path = '$') => select(path) ?? '',
      params: (name) => (name === undefined ? allParameters(request) : parameter(request, javaText(name))),
    },
  );
}

/** No body is an empty object; one that is no JSON has nothing in it. */
function parsed(body: string): unknown {
  if (body === '') return {};
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** "From the path, query string, or header value (searched in that order)." */
const parameter = (request: RestRequest, name: string): string =>
  request.pathParameters[name] ??
  new URLSearchParams(request.rawQueryString).getAll(name).at(-1) ??
  [request.headers[name.toLowerCase()]].flat().at(-1) ??
  '';

const allParameters = (request: RestRequest): Record<string, unknown> => ({
  path: request.pathParameters,
  querystring: oneOfEach(valuesByParameter(request.rawQueryString) ?? {}, lastOf),
  header: oneOfEach(valuesByHeader(request.rawHeaders), lastOf),
});

/** `$util` */
export const utilVariable = new HostObject(
  {},
  {
    base64Decode: (value) => Buffer.from(javaText(value), 'base64').toString('utf8'),
    base64Encode: (value) => Buffer.from(javaText(value)).toString('base64'),
    // "This function will turn any regular single quotes (') into escaped ones (\')."
    escapeJavaScript: (value) => JSON.stringify(javaText(value)).slice(1, -1).replaceAll("'", "\\'"),
    parseJson: (value) => JSON.parse(javaText(value)),
    urlDecode: (value) => new URLSearchParams(`=${javaText(value).replaceAll('&', '%26')}`).get(''),
    urlEncode: (value) => new URLSearchParams([['', javaText(value)]]).toString().slice(1),
  },
);
