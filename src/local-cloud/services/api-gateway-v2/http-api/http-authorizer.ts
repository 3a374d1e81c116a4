import * as v from 'valibot';
import type { ApiRequest, Authorizer } from '../../../http/api-request.ts';
import { type HttpAnswer, messageAnswer } from '../../../http/http-answer.ts';
import { invokeWithin } from '../../../http/invoke-within.ts';
import { methodArn } from '../../../http/lambda-authorizer/method-arn.ts';
import { checkSupported, decide, policyDocument } from '../../../http/lambda-authorizer/policy.ts';
import type { ResultCache } from '../../../http/lambda-authorizer/result-cache.ts';
import type { PayloadFormat } from '../../../http/payload-event.ts';
import type { Invocable } from '../../../kernel/contracts/invoker.ts';
import { authorizerEventOf } from './authorizer-event.ts';
import type { Selection } from './selection.ts';

/**
 * "Timeout for Lambda authorizer response: 10000 ms"
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
const timeoutMs = 10_000;

const context = v.nullish(v.record(v.string(), v.unknown()), null);
const simpleResult = v.object({ isAuthorized: v.boolean(), context });
const policyResult = v.object({ principalId: v.optional(v.string()), policyDocument, context });

/** What the function said: yes or no for every route, or a policy. */
export type HttpAuthorizerResult = v.InferOutput<typeof simpleResult> | v.InferOutput<typeof policyResult>;

interface Options {
  fn: Invocable;
  format: PayloadFormat;
  /** The function answers `isAuthorized` instead of a policy. */
  simpleResponses: boolean;
  sources: Selection[];
  cache: ResultCache<HttpAuthorizerResult>;
}

const unauthorized = messageAnswer(401, 'Unauthorized');
const forbidden = messageAnswer(403, 'Forbidden');
const failed = messageAnswer(500, 'Internal Server Error');

/**
 * A Lambda authorizer of an HTTP API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export class HttpAuthorizer {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** What the integration learns of who calls, or the answer to a caller who may not. */
  async authorize(request: ApiRequest): Promise<{ authorizer: Authorizer } | { answer: HttpAnswer }> {
    const { sources, cache } = this.#options;
    const identity: string[] = [];
    for (const select of sources) {
      const value = select({ request });
      // Then the function is not called.
      if (!value) return { answer: unauthorized };
      identity.push(value);
    }
    const arn = methodArn({ ...request, path: request.routePath });
    const key = JSON.stringify([request.stage, identity]);
    const known = cache.get(key);
    const result = known ?? (await this.#ask(request, identity, arn));
    if ('status' in result) return { answer: result };
    if (!known) cache.set(key, result);
    const isAllowed =
      'isAuthorized' in result ? result.isAuthorized : decide(result.policyDocument, arn) === 'allowed';
    if (!isAllowed) return { answer: forbidden };
    const principalId = 'principalId' in result ? result.principalId : undefined;
    return { authorizer: { context: result.context, ...(principalId !== undefined && { principalId }) } };
  }

  async #ask(
    request: ApiRequest,
    identity: string[],
    arn: string,
  ): Promise<HttpAuthorizerResult | HttpAnswer> {
    const { fn, format, simpleResponses } = this.#options;
    const result = await invokeWithin(
      fn,
      {
        trigger: 'http-api',
        causes: [request.requestId],
        payload: authorizerEventOf(request, { format, identity, arn }),
      },
      timeoutMs,
    );
    if (result.outcome === 'succeeded') {
      try {
        checkSupported(result.payload);
      } catch (error) {
        return messageAnswer(501, (error as Error).message);
      }
      const parsed = v.safeParse(simpleResponses ? simpleResult : policyResult, result.payload);
      return parsed.success ? parsed.output : failed;
    }
    if (result.outcome === 'failed' && result.error.errorMessage === 'Unauthorized') return unauthorized;
    return failed;
  }
}
