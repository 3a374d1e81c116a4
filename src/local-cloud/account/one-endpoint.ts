import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { handOn } from '../http/hand-on.ts';
import { withHttp2OnSamePort } from '../http/http2-on-same-port.ts';
import { LoopbackServer } from '../http/loopback-server.ts';

/** Answers what is signed for a service, or says where it is answered: an address on loopback. */
type Answerer = ((request: IncomingMessage, response: ServerResponse) => void) | string;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html: the scope of a header or of a presigned address. */
const scope =
  /(?:Credential=|X-Amz-Credential=)[^/&]+(?:\/|%2F)\d{8}(?:\/|%2F)[^/%]*(?:\/|%2F)([^/%]+)(?:\/|%2F)aws4_request/i;

/**
 * One address for all services, as emulators of AWS have it: which service is meant, a request says in what it is signed
 * for. A request that nobody signed is refused as AWS refuses it. It takes HTTP/1.1 and HTTP/2, which the SDK for JavaScript
 * speaks with Kinesis.
 */
export class OneEndpoint {
  readonly #server: LoopbackServer;
  readonly #answererOf: (service: string) => Answerer;

  constructor(answererOf: (service: string) => Answerer) {
    this.#answererOf = answererOf;
    const http1 = createServer({ noDelay: true });
    const http2 = createHttp2Server((request, response) => {
      // What HTTP/2 says in the place of Host.
      request.headers.host ??= request.headers[':authority'];
      http1.emit('request', request, response);
    });
    this.#server = new LoopbackServer(
      http1,
      (request, response) => this.#handle(request, response),
      withHttp2OnSamePort(http1, http2),
    );
  }

  get address(): string {
    return this.#server.address;
  }

  /** `port` 0 leaves the choice to the system. */
  listen(port: number): Promise<void> {
    return this.#server.listen(port);
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const [, service] = scope.exec(request.headers.authorization ?? request.url ?? '') ?? [];
    if (service === undefined) {
      request.resume();
      response
        .writeHead(403, { 'content-type': 'text/xml' })
        .end(
          '<ErrorResponse><Error><Type>Sender</Type><Code>MissingAuthenticationToken</Code><Message>Request is missing Authentication Token</Message></Error></ErrorResponse>',
        );
      return;
    }
    const answerer = this.#answererOf(service);
    if (typeof answerer === 'string') handOn(request, response, answerer);
    else answerer(request, response);
  }
}
