import type { Exchange } from './exchange.ts';
import { compileRequestSource, type ParameterSource } from './parameter-source.ts';
import type { RestRequest } from './rest-method.ts';
import { javaText } from './vtl/java-text.ts';

type Source = ParameterSource<{ request: RestRequest }>;

/**
 * Headers and query parameters of the request that an integration makes.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html#mapping-request-parameters
 */
export class IntegrationParameters {
  readonly #headers: [name: string, source: Source][] = [];
  readonly #query: [name: string, source: Source][] = [];

  /** From destinations to sources. Throws an Error for what is not supported. */
  constructor(mappings: Record<string, string>) {
    for (const [destination, expression] of Object.entries(mappings)) {
      const [, place, name = ''] =
        /^integration\.request\.(header|querystring)\.(.+)$/.exec(destination) ?? [];
      if (place === undefined)
        throw new Error(
          `the request parameter ${destination} is not supported: integration.request.<header|querystring>.<name> are`,
        );
      const source = compileRequestSource(expression);
      if (place === 'header') this.#headers.push([name.toLowerCase(), source]);
      else this.#query.push([name, source]);
    }
  }

  /** Those of one request, after its templates have run: what they override is theirs. */
  of({ request, overrides }: Exchange): { headers: Record<string, string>; query: [string, string][] } {
    const { header, querystring } = overrides.requestOverride;
    const headers: Record<string, string> = {};
    for (const [name, source] of this.#headers) {
      const value = source({ request });
      if (value !== undefined) headers[name] = value;
    }
    for (const [name, value] of Object.entries(header)) headers[name.toLowerCase()] = javaText(value);
    const query = new Map<string, string>();
    for (const [name, source] of this.#query) {
      const value = source({ request });
      if (value !== undefined) query.set(name, value);
    }
    for (const [name, value] of Object.entries(querystring)) query.set(name, javaText(value));
    return { headers, query: [...query] };
  }
}
