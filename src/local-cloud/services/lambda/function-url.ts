import { randomUUID } from 'node:crypto';
import type { Cors } from '../../http/cors.ts';
import type { FrontRequest, ReadBody } from '../../http/front-request.ts';
import type { HttpAnswer } from '../../http/http-answer.ts';
import { HttpFront } from '../../http/http-front.ts';
import { proxyEventOf } from '../../http/payload-event.ts';
import { proxyResponseOf } from '../../http/payload-response.ts';
import type { EventStream } from '../../kernel/events.ts';
import type { Ports } from '../../kernel/ports.ts';
import type { LambdaFunction } from './lambda-function.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (invocation payload; request line and headers) */
const maxBodyBytes = 6 * 1024 * 1024;
const maxHeaderBytes = 1024 * 1024;

interface Options {
  logicalId: string;
  id: string;
  fn: LambdaFunction;
  cors: Cors | undefined;
  events: EventStream;
}

/**
 * A function's own HTTP endpoint. Lambda answers by itself when the function cannot: 429 when it is throttled, 502 when it
 * fails. Of these AWS documents the 429; the 502 and its body are what callers see.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-throttling
 * https://github.com/awsdocs/aws-lambda-developer-guide/issues/430
 */
export class FunctionUrl {
  readonly #options: Options;
  readonly #front: HttpFront;

  constructor(options: Options) {
    this.#options = options;
    this.#front = new HttpFront({
      resource: options.logicalId,
      events: options.events,
      maxHeaderBytes,
      maxBodyBytes,
      newRequestId: randomUUID,
      answer: (request, readBody) => this.#answer(request, readBody),
      refuseBody: (reason) =>
        reason === 'too large'
          ? message(
              413,
              `Request must be smaller than ${maxBodyBytes} bytes for the InvokeFunction operation`,
            )
          : message(400, 'Bad Request'),
      malformed: message(400, 'Bad Request'),
      internalError: internalServerError,
      ...(options.cors && { visitors: { allowsOrigin: (origin) => options.cors?.names(origin) ?? false } }),
    });
  }

  /** Listens on a loopback port; gives the origin. */
  async listen(ports: Ports): Promise<string> {
    return `http://127.0.0.1:${await this.#front.listen(ports)}`;
  }

  close(): Promise<void> {
    return this.#front.close();
  }

  async #answer(request: FrontRequest, readBody: ReadBody): Promise<HttpAnswer> {
    const { cors } = this.#options;
    const preflight = cors?.preflight(request);
    if (preflight) return preflight;
    const answer = await this.#invoke(request, await readBody());
    const { origin } = request.headers;
    return cors && origin !== undefined ? withCorsHeaders(answer, cors, origin) : answer;
  }

  async #invoke(request: FrontRequest, body: Buffer): Promise<HttpAnswer> {
    const { fn, id } = this.#options;
    const event = proxyEventOf(
      {
        ...request,
        apiId: id,
        stage: '$default',
        stageVariables: {},
        routeKey: '$default',
        routePath: request.path,
        pathParameters: {},
        body,
      },
      '2.0',
    );
    const result = await fn.invoke({
      trigger: 'function-url',
      causes: [request.requestId],
      payload: event,
      invocationId: request.requestId,
    });
    if (result.outcome === 'throttled') return message(429, 'Rate Exceeded.');
    if (result.outcome !== 'succeeded') return internalServerError;
    // Unlike an HTTP API, a function URL sends a result that is only a text as JSON, with its quotation marks.
    if (typeof result.payload === 'string')
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(result.payload),
      };
    return proxyResponseOf(result.payload, '2.0') ?? internalServerError;
  }
}

/**
 * "Lambda returns both the configured CORS headers on the function URL, as well as the CORS headers returned by the function."
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors
 */
function withCorsHeaders(answer: HttpAnswer, cors: Cors, origin: string): HttpAnswer {
  const headers = { ...answer.headers };
  for (const [name, value] of Object.entries(cors.decorate({ ...answer, headers: {} }, origin).headers)) {
    const own = headers[name];
    headers[name] = own === undefined ? value : [value, own].flat();
  }
  return { ...answer, headers };
}

const message = (status: number, text: string): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ Message: text }),
});

const internalServerError: HttpAnswer = {
  status: 502,
  headers: { 'content-type': 'text/plain' },
  body: 'Internal Server Error',
};
