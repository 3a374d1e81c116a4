import { type Random, seededRandom } from '../kernel/random.ts';

/** A request that is not in order. */
export interface MalformedRequest {
  kind: string;
  bytes: Buffer;
  /** The client ends its side right after: the request will never be whole. */
  thenEnd: boolean;
}

interface Limits {
  /** More than a front takes as headers. */
  headerBytes: number;
  /** More than it takes as a body. */
  bodyBytes: number;
  /** Where a sound request would go. */
  path: string;
}

/** What only the gateway can refuse, and what the handler would: it takes JSON by POST at its own path. */
const kinds: Record<string, (random: Random, limits: Limits) => string | Buffer> = {
  'bad JSON': (random, { path }) =>
    withBody(path, pick(random, ['{', '{"a":', 'nul', '[1,]', '"\\u12"', "{'a':1}"])),
  'wrong method': (random, { path }) =>
    `${pick(random, ['GET', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'])} ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  'method that is none': (random, { path }) =>
    `${pick(random, ['post', 'FOO', 'P\u0000ST', 'POST,GET', '', '<html>', 'PO ST'])} ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  'oversized body': (random, { path, bodyBytes }) =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${bodyBytes + 1 + Math.floor(random() * 1e9)}\r\n\r\n{}`,
  'broken length': (random, { path }) =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${pick(random, ['-1', 'x', '1e3', '0x10', '5, 6', '99999999999999999999999'])}\r\n\r\nhello`,
  'broken chunking': (random, { path }) =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n${pick(random, ['zz\r\nhello\r\n', '-5\r\nhello\r\n', '5\r\nhelloworld\r\n', 'ffffffffffffffffff\r\n', '5;\u0000=1\r\nhello\r\n', '\r\n\r\n'])}`,
  'two framings': (_random, { path }) =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  'header bomb': (random, { path, headerBytes }) => {
    const size = 1 + Math.floor(random() * 2_000);
    const header = (index: number) => `X-${index}: ${'a'.repeat(size)}\r\n`;
    const count = Math.ceil(headerBytes / header(0).length) + 1;
    return `POST ${path} HTTP/1.1\r\nHost: localhost\r\n${Array.from({ length: count }, (_, index) => header(index)).join('')}\r\n`;
  },
  'broken header': (random, { path }) =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\n${pick(random, ['no colon', ': no name', 'sp ace: x', 'a\u0000b: c', 'x: a\u0000b', 'ü: x', '\u007f: x'])}\r\n\r\n`,
  'path trick': (random) =>
    `POST ${pick(random, ['/../../etc/passwd', '/%2e%2e/%2e%2e', '//', '/%00', '/%zz%', '/./.', '/..;/admin', '*', 'nowhere', 'http://evil.example/', '/\\..\\', `/${'a/'.repeat(2_000)}`, '/__proto__/constructor'])} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}`,
  'host of somebody else': (random, { path }) =>
    `POST ${path} HTTP/1.1\r\n${pick(random, ['Host: evil.example', 'Host: 127.0.0.1.evil.example', 'Host:', 'X: y'])}\r\nContent-Length: 2\r\n\r\n{}`,
  'version that is none': (random, { path }) =>
    `POST ${path} ${pick(random, ['HTTP/9.9', 'HTTP/1.1x', 'HTTQ/1.1', 'http/1.1', ''])}\r\nHost: localhost\r\n\r\n`,
  'no HTTP at all': (random) =>
    Buffer.from(Array.from({ length: 60 }, () => 128 + Math.floor(random() * 128))),
  'TLS on a plain port': () => Buffer.from('16030100c8010000c40303000000000000000000000000', 'hex'),
  'half a request': (random, { path }) => {
    const whole = withBody(path, '{"order":1}');
    return whole.slice(0, 1 + Math.floor(random() * (whole.length - 1)));
  },
};

/** `count` malformed requests of all kinds in turn, the same for the same seed. */
export function malformedRequests(seed: number, count: number, limits: Limits): MalformedRequest[] {
  const random = seededRandom(seed);
  const names = Object.keys(kinds);
  return Array.from({ length: count }, (_, index) => {
    const kind = names[index % names.length] as string;
    const made = (kinds[kind] as (random: Random, limits: Limits) => string | Buffer)(random, limits);
    const bytes = typeof made === 'string' ? Buffer.from(made, 'latin1') : made;
    return { kind, bytes, thenEnd: kind === 'half a request' };
  });
}

const pick = <Value>(random: Random, values: Value[]): Value =>
  values[Math.floor(random() * values.length)] as Value;

const withBody = (path: string, body: string): string =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
