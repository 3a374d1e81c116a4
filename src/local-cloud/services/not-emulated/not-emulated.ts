import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { accessKeyIdOf } from '../../http/access-key.ts';
import { LoopbackServer } from '../../http/loopback-server.ts';
import { readBody } from '../../http/read-body.ts';
import { answerOf } from './error-answer.ts';
import { meantBy } from './meant-call.ts';

/** Beyond what tells which operation is meant. */
const maxBodyBytes = 1024 * 1024;

/** Not one that an SDK tries again. */
const status = 400;

/** Who called, and what can be said about it. */
interface Call {
  accessKeyId: string;
  message: string;
}

/**
 * Where the AWS SDKs and the CLI go for every service that has no endpoint of its own here: it answers each call with an
 * error that names the service, in the service's protocol, so that nothing has to leave for AWS.
 */
export class NotEmulated {
  readonly #server: LoopbackServer;
  readonly #onCall: (call: Call) => void;

  /** `onCall` hears of every call, before it is answered. */
  static async start(onCall: (call: Call) => void): Promise<NotEmulated> {
    const started = new NotEmulated(onCall);
    await started.#server.listen();
    return started;
  }

  private constructor(onCall: (call: Call) => void) {
    this.#onCall = onCall;
    this.#server = new LoopbackServer(createServer(), (request, response) => this.#handle(request, response));
  }

  get address(): string {
    return this.#server.address;
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, maxBodyBytes).then(
      (bytes) => bytes.toString('latin1'),
      () => '',
    );
    const { service, operation, variable } = meantBy(request, body);
    const message = `The local cloud does not emulate ${service}: ${operation} was not run, and nothing was sent to AWS. Set ${variable} to an emulator that has it, or leave this call out of local runs.`;
    this.#onCall({ accessKeyId: accessKeyIdOf(request.headers), message });
    if (response.destroyed) return;
    const answer = answerOf({ headers: request.headers, service, message, requestId: randomUUID() });
    response.writeHead(status, answer.headers).end(answer.body);
  }
}
