import type { FrontRequest } from './front-request.ts';
import type { HttpAnswer } from './http-answer.ts';

/** An API's CORS configuration, as its resource gives it. */
export interface CorsConfiguration {
  AllowOrigins: string[];
  AllowMethods: string[];
  AllowHeaders: string[];
  ExposeHeaders: string[];
  AllowCredentials: boolean;
  /** Seconds. */
  MaxAge: number | undefined;
}

/**
 * CORS as the gateway itself does it: it answers preflight requests, whatever routes there are, and puts its own headers in
 * place of the integration's.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export class Cors {
  readonly #configuration: CorsConfiguration;

  constructor(configuration: CorsConfiguration) {
    this.#configuration = configuration;
  }

  /** Whether the configuration names this very origin; a pattern such as `*` is not enough to let a stranger in here. */
  names(origin: string): boolean {
    return this.#configuration.AllowOrigins.includes(origin);
  }

  /** The answer to a preflight request, or undefined when the request is none. */
  preflight(request: FrontRequest): HttpAnswer | undefined {
    const { origin } = request.headers;
    const wanted = request.headers['access-control-request-method'];
    if (request.method !== 'OPTIONS' || origin === undefined || wanted === undefined) return undefined;
    const { AllowMethods, AllowHeaders, MaxAge } = this.#configuration;
    const headers = this.#headersFor(origin);
    if (headers['access-control-allow-origin'] !== undefined) {
      if (AllowMethods.length > 0) headers['access-control-allow-methods'] = AllowMethods.join(',');
      if (AllowHeaders.length > 0) headers['access-control-allow-headers'] = AllowHeaders.join(',');
      if (MaxAge !== undefined) headers['access-control-max-age'] = String(MaxAge);
    }
    return { status: 204, headers, body: '' };
  }

  /** The answer of an integration with the configured headers instead of the integration's own. */
  decorate(answer: HttpAnswer, origin: string | undefined): HttpAnswer {
    const own = Object.entries(answer.headers).filter(([name]) => !name.startsWith('access-control-'));
    return {
      ...answer,
      headers: { ...Object.fromEntries(own), ...(origin !== undefined && this.#headersFor(origin)) },
    };
  }

  #headersFor(origin: string): HttpAnswer['headers'] {
    const { AllowOrigins, AllowCredentials, ExposeHeaders } = this.#configuration;
    const allowed = AllowOrigins.find((each) => allows(each, origin));
    if (allowed === undefined) return {};
    return {
      'access-control-allow-origin': allowed === '*' ? '*' : origin,
      ...(AllowCredentials && { 'access-control-allow-credentials': 'true' }),
      ...(ExposeHeaders.length > 0 && { 'access-control-expose-headers': ExposeHeaders.join(',') }),
    };
  }
}

/** `*`, `https://*` and `http://*` allow what begins so; everything else is an origin. */
function allows(pattern: string, origin: string): boolean {
  return pattern.endsWith('*') ? origin.startsWith(pattern.slice(0, -1)) : pattern === origin;
}
