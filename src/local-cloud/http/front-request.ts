import type { IncomingHttpHeaders } from 'node:http';

/** A request that reached a front, before its body is read. */
export interface FrontRequest {
  requestId: string;
  /** Unix ms. */
  receivedAt: number;
  method: string;
  /** Without the query string, as it was sent; begins with a slash. */
  path: string;
  /** After the question mark, as it was sent. */
  rawQueryString: string;
  headers: IncomingHttpHeaders;
  /** Names and values in turn, as they were sent. */
  rawHeaders: string[];
  httpVersion: string;
  sourceIp: string;
  /** The `X-Amzn-Trace-Id` that it was given; undefined when it came with one. */
  traceId?: string;
  /** The Host header: `127.0.0.1:<port>`. */
  host: string;
}

/** Reads the whole body. Throws a BodyError when there is none to be had. */
export type ReadBody = () => Promise<Buffer>;

/** Why a request's body could not be read: `incomplete` when the client went away before its end. */
export class BodyError extends Error {
  override name = 'BodyError';
  readonly reason: 'too large' | 'incomplete';

  constructor(reason: 'too large' | 'incomplete') {
    super(`The request body is ${reason}.`);
    this.reason = reason;
  }
}
