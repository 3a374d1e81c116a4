import type { HttpAnswer } from '../../http/http-answer.ts';
import type { Exchange } from './exchange.ts';
import { compileMappingTemplate, type MappingTemplate } from './mapping-template.ts';
import { compileResponseSource, type IntegrationAnswer, type ParameterSource } from './parameter-source.ts';
import { javaText } from './vtl/java-text.ts';

/** An integration response, as its method gives it. */
export interface IntegrationResponse {
  StatusCode: number;
  /** A regular expression; the response without one is the default. */
  SelectionPattern?: string | undefined;
  /** `method.response.header.<name>` → where its value comes from. */
  ResponseParameters: Record<string, string>;
  ResponseTemplates: Record<string, string>;
}

interface Compiled {
  status: number;
  pattern: RegExp | undefined;
  headers: [name: string, source: ParameterSource][];
  /** By content type. */
  templates: Map<string, MappingTemplate>;
}

/**
 * What a non-proxy integration's answer is made into: the response whose pattern fits, or else the default one.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html
 */
export class IntegrationResponses {
  readonly #responses: Compiled[];

  /** Throws an Error for a pattern, a parameter or a template that is not supported. */
  constructor(responses: IntegrationResponse[]) {
    this.#responses = responses.map(compile);
  }

  /**
   * `matched` is what patterns are tried on: a status, or a function's error message. Undefined when no response fits and
   * there is no default. Throws a MappingError.
   */
  answer(matched: string, answer: IntegrationAnswer, exchange: Exchange): HttpAnswer | undefined {
    const response =
      this.#responses.find(({ pattern }) => pattern?.test(matched)) ??
      this.#responses.find(({ pattern }) => pattern === undefined);
    if (!response) return undefined;
    const { request } = exchange;
    const [contentType, template] = templateFor(response.templates, request.headers.accept);
    const body = template ? template(exchange, answer.body) : answer.body;
    const headers: HttpAnswer['headers'] = { 'content-type': contentType };
    for (const [name, source] of response.headers) {
      const value = source({ request, response: answer });
      if (value !== undefined) headers[name] = value;
    }
    const { status, header } = exchange.overrides.responseOverride;
    for (const [name, value] of Object.entries(header)) headers[name.toLowerCase()] = javaText(value);
    return { status: statusOf(status) ?? response.status, headers, body };
  }
}

/**
 * The one for what the caller accepts, or else for JSON, or else the first.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html#selecting-mapping-templates
 */
function templateFor(
  templates: Map<string, MappingTemplate>,
  accept: string | undefined,
): [contentType: string, template: MappingTemplate | undefined] {
  for (const type of [accept?.split(/[,;]/, 1)[0]?.trim().toLowerCase() ?? '', 'application/json']) {
    const template = templates.get(type);
    if (template) return [type, template];
  }
  return [...templates][0] ?? ['application/json', undefined];
}

/** A status that a template has set; what is none changes nothing. */
function statusOf(value: unknown): number | undefined {
  const status = Number(javaText(value));
  return Number.isInteger(status) && status >= 200 && status <= 599 ? status : undefined;
}

function compile(response: IntegrationResponse): Compiled {
  const headers = Object.entries(response.ResponseParameters).map(
    ([destination, source]): Compiled['headers'][number] => {
      const [, name] = /^method\.response\.header\.(.+)$/.exec(destination) ?? [];
      if (!name)
        throw new Error(
          `the response parameter ${destination} is not supported: method.response.header.<name> is`,
        );
      return [name.toLowerCase(), compileResponseSource(source)];
    },
  );
  const pattern = response.SelectionPattern;
  return {
    status: response.StatusCode,
    // "API Gateway uses Java pattern-style regexes for response mapping": the whole text has to match.
    pattern: pattern ? new RegExp(`^(?:${pattern})$`) : undefined,
    headers,
    templates: new Map(
      Object.entries(response.ResponseTemplates).map(([type, text]) => [
        type.toLowerCase(),
        compileMappingTemplate(text),
      ]),
    ),
  };
}
