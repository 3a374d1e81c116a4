import { randomUUID } from 'node:crypto';

/*
 * The parts of a request as events show them. Records have no prototype: a header or parameter may be called
 * `__proto__` or `constructor`.
 */

const record = <Value>(): Record<string, Value> => Object.create(null) as Record<string, Value>;

/** Every value of each header, under its name as `nameOf` writes it (as sent unless given). */
export function valuesByHeader(
  rawHeaders: string[],
  nameOf: (sent: string) => string = (sent) => sent,
): Record<string, string[]> {
  const values = record<string[]>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = nameOf(rawHeaders[index] as string);
    const value = rawHeaders[index + 1] as string;
    const known = values[name];
    if (known) known.push(value);
    else values[name] = [value];
  }
  return values;
}

export const lowerCase = (text: string): string => text.toLowerCase();

/** Every value of each query parameter; undefined when there is none. */
export function valuesByParameter(rawQueryString: string): Record<string, string[]> | undefined {
  if (rawQueryString === '') return undefined;
  const values = record<string[]>();
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    const known = values[name];
    if (known) known.push(value);
    else values[name] = [value];
  }
  return values;
}

/** One text per name, chosen or made from its values. */
export function oneOfEach(
  values: Record<string, string[]>,
  choose: (values: string[]) => string,
): Record<string, string> {
  const single = record<string>();
  for (const name in values) single[name] = choose(values[name] as string[]);
  return single;
}

export const lastOf = (values: string[]): string => values.at(-1) as string;
export const joined = (values: string[]): string =>
  values.length === 1 ? (values[0] as string) : values.join(',');

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** A Unix time in ms as the Common Log Format writes it: `21/Nov/2026:10:30:00 +0000`. */
export function commonLogTime(unixMs: number): string {
  const time = new Date(unixMs);
  const clock = `${two(time.getUTCHours())}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())}`;
  return `${two(time.getUTCDate())}/${months[time.getUTCMonth()]}/${time.getUTCFullYear()}:${clock} +0000`;
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-request-tracing.html */
export function newTraceId(unixMs: number): string {
  const seconds = Math.floor(unixMs / 1000).toString(16);
  return `Root=1-${seconds}-${randomUUID().replaceAll('-', '').slice(0, 24)}`;
}

/** As REST and WebSocket APIs write the headers that they add: `X-Forwarded-For`. */
export const titleCase = (name: string): string =>
  name.replaceAll(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());

/**
 * The headers that a gateway adds to each request, in lower case unless `nameOf` writes them otherwise. Differs from AWS,
 * where `x-forwarded-proto` of an API is always https: here the truth is told.
 */
export function addForwardingHeaders(
  headers: Record<string, string[]>,
  request: { sourceIp: string; receivedAt: number; traceId?: string },
  via: { port: string; protocol: 'http' | 'https'; nameOf?: (lowerCaseName: string) => string },
): void {
  const { nameOf = lowerCase } = via;
  const before = take(headers, 'x-forwarded-for');
  const traceId = take(headers, 'x-amzn-trace-id');
  take(headers, 'x-forwarded-port');
  take(headers, 'x-forwarded-proto');
  headers[nameOf('x-forwarded-for')] = [
    before ? `${before.join(', ')}, ${request.sourceIp}` : request.sourceIp,
  ];
  headers[nameOf('x-forwarded-port')] = [via.port];
  headers[nameOf('x-forwarded-proto')] = [via.protocol];
  headers[nameOf('x-amzn-trace-id')] = traceId ?? [request.traceId ?? newTraceId(request.receivedAt)];
}

/** Takes a header out, however its name is written. */
function take(headers: Record<string, string[]>, lowerCaseName: string): string[] | undefined {
  let values: string[] | undefined;
  for (const name in headers) {
    if (name.length !== lowerCaseName.length || lowerCase(name) !== lowerCaseName) continue;
    values = [...(values ?? []), ...(headers[name] as string[])];
    delete headers[name];
  }
  return values;
}
