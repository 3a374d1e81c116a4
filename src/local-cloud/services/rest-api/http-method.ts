import { type HttpAnswer, messageAnswer } from '../../http/http-answer.ts';
import { addForwardingHeaders, newTraceId, valuesByHeader } from '../../http/request-parts.ts';
import type { BinaryMediaTypes } from './binary-media-types.ts';
import { callEndpoint, type EndpointAnswer } from './call-endpoint.ts';
import { endpointOf } from './endpoint-uri.ts';
import { exchangeOf } from './exchange.ts';
import type { GatewayResponseType } from './gateway-responses.ts';
import { changedHeaders, headerChanges } from './header-changes.ts';
import type { IntegrationResponses } from './integration-responses.ts';
import type { IntegrationParameters, IntegrationRequest } from './request-parameters.ts';
import type { RequestTemplates } from './request-templates.ts';
import type { RestMethod, RestRequest } from './rest-method.ts';

interface Options {
  /** Where the endpoint is here; `{name}` stands for a path parameter. */
  uri: string;
  /** Of the request to the endpoint; `ANY` for the caller's own. */
  verb: string;
  timeoutMs: number;
  parameters: IntegrationParameters;
  binary: BinaryMediaTypes;
  /** What maps bodies and responses; a proxy has none, and passes both on. */
  mappings: { requests: RequestTemplates; responses: IntegrationResponses } | undefined;
}

/**
 * HTTP and HTTP_PROXY: the gateway calls an HTTP endpoint. A proxy passes headers, query string and body on, with what
 * parameter mappings set; the other integration passes on nothing but what is mapped.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export class HttpMethod implements RestMethod {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async call(request: RestRequest): Promise<HttpAnswer | GatewayResponseType> {
    const { uri, verb, timeoutMs, parameters, binary, mappings } = this.#options;
    const exchange = exchangeOf(request);
    const mapped = mappings ? mappings.requests.map(exchange) : bodyOf(request, binary);
    if (mapped === undefined) return 'UNSUPPORTED_MEDIA_TYPE';
    const given = parameters.of(exchange);
    const answer = await callEndpoint({
      url: endpointOf(uri, given, mappings ? given.query : withCallersQuery(request, given)),
      verb: verb === 'ANY' ? request.method : verb,
      headers: mappings ? ownHeaders(request, given) : callersHeaders(request, given),
      body: Buffer.from(mapped),
      timeoutMs,
    });
    if (answer === 'timed out') return 'INTEGRATION_TIMEOUT';
    if (answer === 'unreachable') return 'INTEGRATION_FAILURE';
    if (!mappings) return passedOn(answer, binary);
    const { status, body } = answer;
    const headers = changedHeaders(answer.headers, headerChanges.HTTP.fromEndpoint);
    const responded = mappings.responses.answer(
      String(status),
      { headers, body: body.toString('utf8') },
      exchange,
    );
    return responded ?? 'API_CONFIGURATION_ERROR';
  }
}

/** What is no binary type goes as text. */
const textUnless = (isBinary: boolean, body: Buffer): string | Buffer =>
  isBinary ? body : body.toString('utf8');

const bodyOf = ({ body, headers }: RestRequest, binary: BinaryMediaTypes): string | Buffer =>
  textUnless(binary.includes(headers['content-type']), body);

function passedOn({ status, headers, body }: EndpointAnswer, binary: BinaryMediaTypes): HttpAnswer {
  // A status that does not end a response is no answer.
  if (status < 200 || status > 599) return messageAnswer(500, 'Internal server error');
  const type = [headers['content-type']].flat()[0];
  return {
    status,
    headers: {
      'content-type': 'application/json',
      ...changedHeaders(headers, headerChanges.HTTP_PROXY.fromEndpoint),
    },
    body: textUnless(binary.includes(type) || headers['content-encoding'] !== undefined, body),
  };
}

function callersHeaders(request: RestRequest, given: IntegrationRequest): Record<string, string | string[]> {
  const headers = valuesByHeader(request.rawHeaders, (name) => name.toLowerCase());
  addForwardingHeaders(headers, request, { port: request.host.split(':').at(-1) ?? '', protocol: 'http' });
  return { ...changedHeaders(headers, headerChanges.HTTP_PROXY.toEndpoint), ...given.headers };
}

function ownHeaders(request: RestRequest, given: IntegrationRequest): Record<string, string | string[]> {
  return {
    accept: 'application/json',
    'content-type': request.headers['content-type'] ?? 'application/json',
    'user-agent': `AmazonAPIGateway_${request.apiId}`,
    'x-amzn-apigateway-api-id': request.apiId,
    'x-amzn-trace-id': newTraceId(request.receivedAt),
    ...changedHeaders(given.headers, headerChanges.HTTP.toEndpoint),
  };
}

/** The caller's parameters, but for those that the integration sets. */
function withCallersQuery(
  { rawQueryString }: RestRequest,
  { query }: IntegrationRequest,
): [string, string][] {
  const set = new Set(query.map(([name]) => name));
  return [...[...new URLSearchParams(rawQueryString)].filter(([name]) => !set.has(name)), ...query];
}
