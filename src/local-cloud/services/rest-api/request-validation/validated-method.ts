import type { HttpAnswer } from '../../../http/http-answer.ts';
import type { GatewayResponseType, OwnAnswer } from '../gateway-responses.ts';
import { compileRequestSource, type ParameterSource } from '../parameter-source.ts';
import type { RestMethod, RestRequest } from '../rest-method.ts';
import type { Check } from './keyword.ts';

/** What a request validator looks at. */
export interface RequestValidator {
  body: boolean;
  parameters: boolean;
}

interface Options {
  validator: RequestValidator;
  /** Required parameters: `method.request.querystring.page`. */
  required: readonly string[];
  /** Checks of the body by content type; `$default` for all that are not named. */
  models: ReadonlyMap<string, Check>;
}

/**
 * A method that a request validator stands in front of: what does not fit is answered with 400, and nothing behind it is
 * called. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
export class ValidatedMethod implements RestMethod {
  readonly #options: Options;
  readonly #required: { name: string; read: ParameterSource<{ request: RestRequest }> }[];
  readonly #method: RestMethod;

  constructor(options: Options, method: RestMethod) {
    this.#options = options;
    this.#method = method;
    this.#required = options.required.map((source) => ({
      name: source.split('.').slice(3).join('.'),
      read: compileRequestSource(source),
    }));
  }

  async call(request: RestRequest): Promise<HttpAnswer | GatewayResponseType | OwnAnswer> {
    const { validator } = this.#options;
    return (
      (validator.parameters ? this.#missing(request) : undefined) ??
      (validator.body ? this.#unfit(request) : undefined) ??
      this.#method.call(request)
    );
  }

  /** "API Gateway only checks the existence of a parameter and doesn't check the type or format." */
  #missing(request: RestRequest): OwnAnswer | undefined {
    const missing = this.#required.filter(({ read }) => String(read({ request }) ?? '').trim() === '');
    if (missing.length === 0) return undefined;
    const message = `Missing required request parameters: [${missing.map(({ name }) => name).join(', ')}]`;
    return { type: 'BAD_REQUEST_PARAMETERS', message, validationError: message };
  }

  /** "If no matching content type is found, request validation is not performed." */
  #unfit({ headers, body }: RestRequest): OwnAnswer | undefined {
    const { models } = this.#options;
    const [type = ''] = (headers['content-type'] ?? 'application/json').split(';', 1);
    const check = models.get(type.trim().toLowerCase()) ?? models.get('$default');
    const problems = check ? problemsOf(body, check) : [];
    if (problems.length === 0) return undefined;
    return {
      type: 'BAD_REQUEST_BODY',
      message: 'Invalid request body',
      validationError: `[${problems.join(', ')}]`,
    };
  }
}

function problemsOf(body: Buffer, check: Check): string[] {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    return ['it is no JSON'];
  }
  return check(value);
}
