import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { LoopbackServer } from '../http/loopback-server.ts';

/** Answers what is signed for a service, or says where it is answered: an address on loopback. */
type Answerer = ((request: IncomingMessage, response: ServerResponse) => void) | string;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html: the scope of a header or of a presigned address. */
const scope =
  /(?:Credential=|X-Amz-Credential=)[^/&]+(?:\/|%2F)\d{8}(?:\/|%2F)[^/%]*(?:\/|%2F)([^/%]+)(?:\/|%2F)aws4_request/i;

/**
 * One address for all services, as emulators of AWS have it: which service is meant, a request says in what it is signed
 * for. A request that nobody signed is refused as AWS refuses it.
 */
export class OneEndpoint {
  readonly #server: LoopbackServer;
  readonly #answererOf: (service: string) => Answerer;

  constructor(answererOf: (service: string) => Answerer) {
    this.#answererOf = answererOf;
    this.#server = new LoopbackServer(createServer({ noDelay: true }), (request, response) =>
      this.#handle(request, response),
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
    if (typeof answerer === 'string') passOn(request, response, answerer);
    else answerer(request, response);
  }
}

/** Hands a request to another server of ours as it is, and its answer back. */
function passOn(request: IncomingMessage, response: ServerResponse, address: string): void {
  const { method, headers, url = '/' } = request;
  const { hostname, port } = new URL(address);
  const passed = ask({ hostname, port, path: url, method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  passed.on('error', () => response.destroy());
  response.on('close', () => passed.destroy());
  request.pipe(passed);
}
