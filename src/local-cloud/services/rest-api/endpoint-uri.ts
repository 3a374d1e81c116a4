import type { AddressBook } from '../../kernel/address-book.ts';
import { isLoopbackHost } from '../../kernel/loopback.ts';
import { MappingError } from './mapping-template.ts';
import type { IntegrationRequest } from './request-parameters.ts';
import { withPathParameters } from './uri-parameters.ts';

/** AWS's own hosts, of which this cloud may have some: APIs, load balancers, function URLs, services. */
const ofAws = /(\.amazonaws\.com(\.cn)?|\.on\.aws)$/;

/** "API Gateway supports the following endpoint ports: 80, 443 and 1024-65535." */
const isPort = (port: number): boolean => port === 80 || port === 443 || (port >= 1024 && port <= 65_535);

/**
 * Throws an Error when a URI is none of an HTTP endpoint that this cloud may call: it calls nothing outside of this machine.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export function checkEndpointUri(uri: string): void {
  const [, host = ''] = /^https?:\/\/([^/?#]*)/.exec(uri) ?? [];
  if (host === '')
    throw new Error(`the URI ${uri} is none of an HTTP endpoint: it begins with http:// or https://`);
  if (host.includes('{'))
    throw new Error(
      `the host ${host} of an HTTP endpoint is not supported: it has to stand in the URI, without path parameters and stage variables`,
    );
  if (uri.includes('${'))
    throw new Error(
      `the URI ${uri} is not supported: stage variables in the URI of an HTTP endpoint are not`,
    );
  const url = URL.parse(uri.replaceAll(/[{}]/g, ''));
  if (!url) throw new Error(`the URI ${uri} is none of an HTTP endpoint`);
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (!isPort(port))
    throw new Error(
      `the port ${port} of ${uri} is none that API Gateway calls: it calls 80, 443 and 1024 to 65535`,
    );
  if (!isLoopbackHost(url.host) && !ofAws.test(url.hostname))
    throw new Error(
      `the HTTP endpoint ${url.host} is not on this machine, and the local cloud calls no other. Give the URI of an API, a load balancer or a function URL of the stack, or of a program at http://127.0.0.1:<port>`,
    );
}

/** The URI as it is called here. Throws an Error when nothing of this cloud has this address. */
export function localEndpoint(uri: string, addresses: AddressBook): string {
  const local = addresses.localize(uri);
  const url = URL.parse(local.replaceAll(/[{}]/g, ''));
  if (!url || !isLoopbackHost(url.host))
    throw new Error(`nothing of this cloud is at ${uri}, and it calls nothing else`);
  return local;
}

/** The address of one request. Throws a MappingError for a URI that has a parameter without a value. */
export function endpointOf(uri: string, request: IntegrationRequest, query: [string, string][]): URL {
  const filled = withPathParameters(uri, request.path, (value) =>
    encodeURI(value).replaceAll(/[?#]/g, encodeURIComponent),
  );
  const url = URL.parse(filled);
  if (!url) throw new MappingError(`${filled} is no URI`);
  for (const [name, value] of query) url.searchParams.append(name, value);
  return url;
}
