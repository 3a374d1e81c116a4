import { createServer, type Server } from 'node:https';
import { loopbackCertificate } from '../../http/loopback-certificate.ts';
import { LoopbackServer } from '../../http/loopback-server.ts';
import { readBody } from '../../http/read-body.ts';
import { ownHost } from '../../kernel/own-host.ts';
import { maxAnswerBytes } from './provider-answer.ts';

/** What a waiting request has got: the body of the first PUT, or why it cannot be one. */
type Received = { body: string } | { problem: string };

/**
 * Where providers put their answers: what AWS's presigned address in S3 is, on loopback. Each request has an address of
 * its own.
 */
export class ResponseServer {
  readonly #server: LoopbackServer;
  readonly #waiting = new Map<string, (received: Received) => void>();

  static async start(): Promise<{ server: ResponseServer; certificate: string; port: number }> {
    const { cert, key } = await loopbackCertificate();
    const server = new ResponseServer(createServer({ cert, key }));
    await server.#server.listen();
    return { server, certificate: cert, port: server.#server.port };
  }

  private constructor(server: Server) {
    this.#server = new LoopbackServer(server, (request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'https://localhost');
      const got = request.method === 'PUT' ? this.#waiting.get(pathname) : undefined;
      if (!got) {
        response.writeHead(403, { 'content-type': 'text/plain' }).end('Nobody waits for an answer here.');
        return;
      }
      readBody(request, maxAnswerBytes).then(
        (body) => {
          got({ body: body.toString('utf8') });
          response.writeHead(200).end();
        },
        () => {
          got({ problem: `the answer is longer than ${maxAnswerBytes} bytes, or was cut off` });
          response.writeHead(400).end();
        },
      );
    });
  }

  /** The address for the answer to one request, and the answer once it is there. */
  expect(path: string): { url: string; received: Promise<Received>; forget(): void } {
    const { promise, resolve } = Promise.withResolvers<Received>();
    this.#waiting.set(path, resolve);
    return {
      url: `https://${ownHost}${path}`,
      received: promise,
      forget: () => this.#waiting.delete(path),
    };
  }

  close(): Promise<void> {
    return this.#server.close();
  }
}
