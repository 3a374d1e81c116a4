import type { Exchange } from './exchange.ts';
import { compileRequestSource, type ParameterSource } from './parameter-source.ts';
import type { RestRequest } from './rest-method.ts';
import { javaText } from './vtl/java-text.ts';

type Source = ParameterSource<{ request: RestRequest }>;

/** What of the request that an integration makes is mapped. */
export interface IntegrationRequest {
  /** By their names in small letters. */
  headers: Record<string, string | string[]>;
  /** One entry a value. */
  query: [name: string, value: string][];
  /** What stands for `{name}` in the URI. */
  path: Record<string, string>;
}

/**
 * Headers, query and path parameters of the request that an integration makes.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html#mapping-request-parameters
 */
export class IntegrationParameters {
  readonly #sources: Record<'header' | 'querystring' | 'path', [name: string, source: Source][]> = {
    header: [],
    querystring: [],
    path: [],
  };

  /** From destinations to sources. Throws an Error for what is not supported. */
  constructor(mappings: Record<string, string>) {
    for (const [destination, expression] of Object.entries(mappings)) {
      const [, place, name = ''] =
        /^integration\.request\.(header|querystring|path)\.(.+)$/.exec(destination) ?? [];
      if (place === undefined)
        throw new Error(
          `the request parameter ${destination} is not supported: integration.request.<header|querystring|path>.<name> are`,
        );
      if (place === 'path' && expression.startsWith('method.request.multivalue'))
        throw new Error(
          `the request parameter ${destination} takes one value, and ${expression} may have several`,
        );
      this.#sources[place as 'header' | 'querystring' | 'path'].push([
        name,
        compileRequestSource(expression),
      ]);
    }
  }

  /** Those of one request, after its templates have run: what they override is theirs. */
  of({ request, overrides: { requestOverride } }: Exchange): IntegrationRequest {
    const valuesOf = (place: 'header' | 'querystring' | 'path', nameOf = (name: string) => name) => {
      const values = new Map<string, string[]>();
      for (const [name, source] of this.#sources[place]) {
        const value = source({ request });
        if (value !== undefined) values.set(nameOf(name), [value].flat());
      }
      for (const [name, value] of Object.entries(requestOverride[place]))
        values.set(nameOf(name), [javaText(value)]);
      return [...values];
    };
    return {
      headers: Object.fromEntries(
        valuesOf('header', (name) => name.toLowerCase()).map(([name, values]) => [
          name,
          values.length === 1 ? (values[0] as string) : values,
        ]),
      ),
      query: valuesOf('querystring').flatMap(([name, values]) =>
        values.map((value): [string, string] => [name, value]),
      ),
      path: Object.fromEntries(valuesOf('path').map(([name, [value = '']]) => [name, value])),
    };
  }
}

/** Where a method says which parameters its requests have. */
const declarable = /^method\.request\.(header|querystring|path)\..+$/;

/**
 * Throws an Error when a mapping refers to a parameter that the method does not define, as AWS refuses it. `declared`: the
 * names that RequestParameters of the method has.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration-requestParameters.html
 */
export function checkDeclared(declared: readonly string[], mappings: Record<string, string>): void {
  for (const name of declared)
    if (!declarable.test(name))
      throw new Error(
        `Invalid mapping expression specified: ${name}. RequestParameters has method.request.<header|querystring|path>.<name>`,
      );
  for (const expression of Object.values(mappings)) {
    const name = expression.replace(/^method\.request\.multivalue/, 'method.request.');
    if (!declarable.test(name) || declared.includes(name)) continue;
    throw new Error(
      `Invalid mapping expression parameter specified: ${expression}. Define it in RequestParameters of the method: "${name}": true`,
    );
  }
}
