import { validateHeaderName, validateHeaderValue } from 'node:http';
import * as v from 'valibot';
import type { HttpAnswer } from './http-answer.ts';

const scalar = v.union([v.string(), v.number(), v.boolean()]);

/** A status that a function may give; those below 200 do not end a response. */
export const statusCode = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{3}$/), v.transform(Number))]),
  v.integer(),
  v.minValue(200),
  v.maxValue(599),
);
export const singleHeaders = v.nullish(v.record(v.string(), scalar), {});
export const multipleHeaders = v.nullish(v.record(v.string(), v.array(scalar)), {});
export const bodyText = v.nullish(v.string(), '');
export const base64Flag = v.nullish(v.boolean(), false);

type Scalar = v.InferOutput<typeof scalar>;

/** Headers that belong to the connection with the caller, which is the front's and not the function's. */
const ofTheConnection = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
]);

/**
 * The response headers that a result means, under lower-case names; where both kinds name a header, one list of the
 * multiple values and then the single one, unless it is among them. Throws when one is no HTTP header.
 */
export function responseHeaders(
  single: Record<string, Scalar> | null,
  multiple: Record<string, Scalar[]> | null = {},
  defaults: Record<string, string> = {},
): HttpAnswer['headers'] {
  const headers: HttpAnswer['headers'] = { ...defaults };
  const singleOf = new Map<string, string>();
  for (const [name, value] of Object.entries(single ?? {})) singleOf.set(name.toLowerCase(), String(value));
  for (const [name, value] of singleOf) headers[name] = value;
  for (const [name, values] of Object.entries(multiple ?? {})) {
    const alone = singleOf.get(name.toLowerCase());
    const all = values.map(String);
    headers[name.toLowerCase()] = alone === undefined || all.includes(alone) ? all : [...all, alone];
  }
  for (const [name, value] of Object.entries(headers)) {
    validateHeaderName(name);
    for (const each of [value].flat()) validateHeaderValue(name, each);
    if (ofTheConnection.has(name)) delete headers[name];
  }
  return headers;
}

export const decodeBody = (body: string | null, isBase64Encoded: boolean | null): string | Buffer =>
  isBase64Encoded ? Buffer.from(body ?? '', 'base64') : (body ?? '');

const resultV1 = v.object({
  statusCode,
  headers: singleHeaders,
  multiValueHeaders: multipleHeaders,
  body: bodyText,
  isBase64Encoded: base64Flag,
});

/** A REST API takes no other key, and an object without a status for a 200. */
const restResult = v.strictObject({ ...resultV1.entries, statusCode: v.optional(statusCode, 200) });

/**
 * The HTTP response that a function's result means in payload format 1.0, or undefined when it means none.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function proxyResponseV1(
  result: unknown,
  defaults: Record<string, string>,
  api: 'REST' | 'HTTP',
): (HttpAnswer & { isBase64Encoded: boolean }) | undefined {
  const parsed = v.safeParse(api === 'REST' ? restResult : resultV1, result);
  if (!parsed.success) return undefined;
  const { statusCode: status, headers, multiValueHeaders, body, isBase64Encoded } = parsed.output;
  try {
    return {
      status,
      headers: responseHeaders(headers, multiValueHeaders, defaults),
      body: body ?? '',
      isBase64Encoded: isBase64Encoded ?? false,
    };
  } catch {
    return undefined;
  }
}
