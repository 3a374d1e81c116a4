import * as v from 'valibot';
import type { HttpAnswer } from './http-answer.ts';
import type { PayloadFormat } from './payload-event.ts';
import {
  base64Flag,
  bodyText,
  decodeBody,
  proxyResponseV1,
  responseHeaders,
  singleHeaders,
  statusCode,
} from './proxy-result.ts';

/** AWS does not document the content type of a response that names none; this is what callers see. */
const defaults = { 'content-type': 'text/plain;charset=utf-8' };

const resultV2 = v.object({
  statusCode,
  headers: singleHeaders,
  cookies: v.nullish(v.array(v.string()), []),
  body: bodyText,
  isBase64Encoded: base64Flag,
});

/**
 * The HTTP response that a function's result means, or undefined when it means none. In format 2.0 a result without
 * `statusCode` is the body of a 200.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function proxyResponseOf(result: unknown, format: PayloadFormat): HttpAnswer | undefined {
  if (format === '1.0') {
    const response = proxyResponseV1(result, defaults, 'HTTP');
    return response && { ...response, body: decodeBody(response.body as string, response.isBase64Encoded) };
  }
  if (result === null || typeof result !== 'object' || !('statusCode' in result)) {
    const body = typeof result === 'string' ? result : JSON.stringify(result);
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const parsed = v.safeParse(resultV2, result);
  if (!parsed.success) return undefined;
  const { statusCode: status, headers, cookies, body, isBase64Encoded } = parsed.output;
  try {
    return {
      status,
      headers: responseHeaders(
        headers,
        cookies && cookies.length > 0 ? { 'set-cookie': cookies } : {},
        defaults,
      ),
      body: decodeBody(body ?? '', isBase64Encoded ?? false),
    };
  } catch {
    return undefined;
  }
}
