import type { Exchange } from './exchange.ts';
import { compileMappingTemplate, type MappingTemplate } from './mapping-template.ts';

export type PassthroughBehavior = 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER';

/**
 * Makes the body of a non-proxy integration request from the caller's.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
 */
export class RequestTemplates {
  readonly #templates: Map<string, MappingTemplate>;
  readonly #passthrough: PassthroughBehavior;

  /** By content type. Throws an Error for a template that is not supported. */
  constructor(templates: Record<string, string>, passthrough: PassthroughBehavior) {
    this.#templates = new Map(
      Object.entries(templates).map(([type, text]) => [type.toLowerCase(), compileMappingTemplate(text)]),
    );
    this.#passthrough = passthrough;
  }

  /** Undefined when the request's content type is not supported. Throws a MappingError. */
  map(exchange: Exchange): string | undefined {
    const { request } = exchange;
    const body = request.body.toString('utf8');
    // "If the Content-Type header is not specified, API Gateway treats it as application/json."
    const type = (request.headers['content-type'] ?? 'application/json').split(';', 1)[0] as string;
    const template = this.#templates.get(type.trim().toLowerCase());
    if (template) return template(exchange, body);
    const passes =
      this.#passthrough === 'WHEN_NO_MATCH' ||
      (this.#passthrough === 'WHEN_NO_TEMPLATES' && this.#templates.size === 0);
    return passes ? body : undefined;
  }
}
