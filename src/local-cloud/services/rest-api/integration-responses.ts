import type { HttpAnswer } from '../../http/http-answer.ts';
import { originsOfCorsTemplate } from './cors-template.ts';
import { compileMappingTemplate, type MappingTemplate } from './mapping-template.ts';
import type { RestRequest } from './rest-method.ts';

/** An integration response, as its method gives it. */
export interface IntegrationResponse {
  StatusCode: number;
  /** A regular expression; the response without one is the default. */
  SelectionPattern?: string | undefined;
  /** `method.response.header.<name>` → a text in single quotes. */
  ResponseParameters: Record<string, string>;
  ResponseTemplates: Record<string, string>;
}

interface Compiled {
  status: number;
  pattern: RegExp | undefined;
  headers: Record<string, string>;
  contentType: string;
  template: MappingTemplate | undefined;
  corsOrigins: string[];
}

/**
 * What a non-proxy integration's answer is made into: the response whose pattern fits, or else the default one.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html
 */
export class IntegrationResponses {
  readonly #responses: Compiled[];

  /** Throws an Error for a parameter or template that is not supported. */
  constructor(responses: IntegrationResponse[]) {
    this.#responses = responses.map(compile);
  }

  /**
   * `matched` is what patterns are tried on: a status, or a function's error message. Undefined when no response fits and
   * there is no default.
   */
  answer(matched: string, body: string, request: RestRequest): HttpAnswer | undefined {
    const response =
      this.#responses.find(({ pattern }) => pattern?.test(matched)) ??
      this.#responses.find(({ pattern }) => pattern === undefined);
    if (!response) return undefined;
    const headers: HttpAnswer['headers'] = { 'content-type': response.contentType, ...response.headers };
    const origin = request.headers.origin;
    if (origin !== undefined && response.corsOrigins.includes(origin))
      headers['access-control-allow-origin'] = origin;
    return {
      status: response.status,
      headers,
      body: response.template ? response.template({ request, body }) : body,
    };
  }
}

function compile(response: IntegrationResponse): Compiled {
  const headers: Record<string, string> = {};
  for (const [destination, source] of Object.entries(response.ResponseParameters)) {
    const [, name] = /^method\.response\.header\.(.+)$/.exec(destination) ?? [];
    const [, text] = /^'(.*)'$/s.exec(source) ?? [];
    if (!name || text === undefined)
      throw new Error(
        `the response parameter ${destination}: ${source} is not supported: method.response.header.<name> with a text in single quotes is`,
      );
    headers[name.toLowerCase()] = text;
  }
  const templates = Object.entries(response.ResponseTemplates);
  const [contentType = 'application/json', text] =
    templates.find(([type]) => type === 'application/json') ?? templates[0] ?? [];
  const corsOrigins = text === undefined ? undefined : originsOfCorsTemplate(text);
  const pattern = response.SelectionPattern;
  return {
    status: response.StatusCode,
    // "API Gateway uses Java pattern-style regexes for response mapping": the whole text has to match.
    pattern: pattern ? new RegExp(`^(?:${pattern})$`) : undefined,
    headers,
    contentType,
    template:
      corsOrigins !== undefined ? () => '' : text === undefined ? undefined : compileMappingTemplate(text),
    corsOrigins: corsOrigins ?? [],
  };
}
