import * as v from 'valibot';
import { invokeWithin } from '../../http/invoke-within.ts';
import { methodArn } from '../../http/lambda-authorizer/method-arn.ts';
import { checkSupported, decide, policyDocument } from '../../http/lambda-authorizer/policy.ts';
import type { ResultCache } from '../../http/lambda-authorizer/result-cache.ts';
import type { Invocable } from '../../kernel/contracts/invoker.ts';
import { authorizerEvent } from './authorizer-event.ts';
import type { GatewayResponseType } from './gateway-responses.ts';
import type { IdentitySource } from './identity-source.ts';
import type { AuthorizerContext, RoutedRequest } from './rest-method.ts';

/**
 * The quota of integrations, whatever timeout the method's own has. AWS's page of quotas names none for authorizers of REST
 * APIs: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
const timeoutMs = 29_000;

const authorizerResult = v.object({
  principalId: v.string(),
  policyDocument,
  // "You can't set a JSON object or array as a valid value of any key in the context map."
  context: v.nullish(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])), {}),
});

export type AuthorizerResult = v.InferOutput<typeof authorizerResult>;

interface Options {
  type: 'TOKEN' | 'REQUEST';
  fn: Invocable;
  sources: IdentitySource[];
  /** The whole token of a TOKEN authorizer has to match. */
  validation: RegExp | undefined;
  cache: ResultCache<AuthorizerResult>;
}

/**
 * A Lambda authorizer of a REST API: a function that gives a policy for who calls.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export class RestAuthorizer {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /**
   * What the handler learns of who calls, or the gateway's own answer to a caller who may not. Rejects with an
   * UnsupportedPolicy.
   */
  async authorize(request: RoutedRequest): Promise<AuthorizerContext | GatewayResponseType> {
    const { sources, validation, cache } = this.#options;
    const identity: string[] = [];
    for (const source of sources) {
      const value = source(request);
      // Without them the function is not called.
      if (!value) return 'UNAUTHORIZED';
      identity.push(value);
    }
    if (validation && !validation.test(identity[0] ?? '')) return 'UNAUTHORIZED';
    const arn = methodArn({ ...request, path: request.pathInStage });
    // One answer serves all methods of a stage, each by its own ARN.
    const key = JSON.stringify([request.stage, identity]);
    const result = cache.get(key) ?? (await this.#ask(request, identity, arn));
    if (typeof result === 'string') return result;
    cache.set(key, result);
    const decision = decide(result.policyDocument, arn);
    if (decision === 'denied') return 'ACCESS_DENIED explicitly';
    if (decision === 'not allowed') return 'ACCESS_DENIED';
    return { principalId: result.principalId, ...result.context };
  }

  async #ask(
    request: RoutedRequest,
    identity: string[],
    arn: string,
  ): Promise<AuthorizerResult | GatewayResponseType> {
    const { type, fn } = this.#options;
    const payload =
      type === 'TOKEN'
        ? { type, authorizationToken: identity[0], methodArn: arn }
        : authorizerEvent(request, arn);
    const result = await invokeWithin(
      fn,
      { trigger: 'rest-api', causes: [request.requestId], payload },
      timeoutMs,
    );
    if (result.outcome === 'succeeded') {
      checkSupported(result.payload);
      const parsed = v.safeParse(authorizerResult, result.payload);
      return parsed.success ? parsed.output : 'AUTHORIZER_CONFIGURATION_ERROR';
    }
    // A function says so that the caller is unknown.
    if (result.outcome === 'failed' && result.error.errorMessage === 'Unauthorized') return 'UNAUTHORIZED';
    return 'AUTHORIZER_FAILURE';
  }
}
