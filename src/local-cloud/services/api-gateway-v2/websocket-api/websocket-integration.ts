import * as v from 'valibot';
import { invokeWithin } from '../../../http/invoke-within.ts';
import { base64Flag, bodyText, singleHeaders, statusCode } from '../../../http/proxy-result.ts';
import type { Invocable } from '../../../kernel/contracts/invoker.ts';
import type { RestApiStatusCodes } from '../../../kernel/settings.ts';

/** What an integration made of an occasion. */
export interface WebSocketAnswer {
  /** From 200 up to 299 when it went well. */
  status: number;
  headers: Record<string, string>;
  /** What a two-way route sends back to the client. */
  body: string;
  /** Whether there is no result: the function failed, was throttled, or answered nonsense. */
  failed?: true;
}

/** What a route of a WebSocket API does. */
export interface WebSocketIntegration {
  call(event: unknown, requestId: string): Promise<WebSocketAnswer>;
}

const result = v.object({
  statusCode,
  headers: singleHeaders,
  body: bodyText,
  isBase64Encoded: base64Flag,
});

/**
 * Lambda proxy: one synchronous invocation per occasion.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
 */
export class LambdaProxyIntegration implements WebSocketIntegration {
  readonly #options: { fn: Invocable; timeoutMs: number; statusCodes: RestApiStatusCodes };

  constructor(options: { fn: Invocable; timeoutMs: number; statusCodes: RestApiStatusCodes }) {
    this.#options = options;
  }

  async call(event: unknown, requestId: string): Promise<WebSocketAnswer> {
    const { fn, timeoutMs, statusCodes } = this.#options;
    const invoked = await invokeWithin(
      fn,
      { trigger: 'websocket-api', causes: [requestId], payload: event },
      timeoutMs,
    );
    switch (invoked.outcome) {
      case 'throttled':
      case 'unavailable':
        return failed(statusCodes.throttled);
      case 'integration-timed-out':
        return failed(statusCodes.integrationTimeout);
      case 'succeeded': {
        const parsed = v.safeParse(result, invoked.payload);
        if (!parsed.success) return failed(statusCodes.functionError);
        const { statusCode: status, headers, body, isBase64Encoded } = parsed.output;
        return {
          status,
          headers: Object.fromEntries(
            Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
          ),
          body: isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? ''),
        };
      }
      default:
        return failed(statusCodes.functionError);
    }
  }
}

const failed = (status: number): WebSocketAnswer => ({ status, headers: {}, body: '', failed: true });

/** MOCK: nothing is called, and all is well. */
export class MockIntegration implements WebSocketIntegration {
  async call(): Promise<WebSocketAnswer> {
    return { status: 200, headers: {}, body: '' };
  }
}
