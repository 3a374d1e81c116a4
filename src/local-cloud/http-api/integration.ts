import type { IncomingHttpHeaders } from 'node:http';

/** A request that a route was found for. */
export interface ApiRequest {
  requestId: string;
  /** Unix ms. */
  receivedAt: number;
  apiId: string;
  routeKey: string;
  method: string;
  /** Without the query string, as it was sent. */
  path: string;
  pathParameters: Record<string, string>;
  rawQueryString: string;
  headers: IncomingHttpHeaders;
  httpVersion: string;
  sourceIp: string;
  host: string;
  body: Buffer;
}

/** What goes back to the caller. */
export interface ApiResponse {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Buffer;
}

/** What an API does with a request once its route is found. */
export interface Integration {
  call(request: ApiRequest): Promise<ApiResponse>;
}

/** API Gateway's own answer: a JSON object with one member, `message`. */
export function message(status: number, text: string): ApiResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message: text }) };
}
