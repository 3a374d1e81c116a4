import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accessKeyIdOf } from '../../http/access-key.ts';
import { BodyError } from '../../http/front-request.ts';
import { readBody } from '../../http/read-body.ts';
import type { Callers } from '../../kernel/callers.ts';
import { refusalOf } from '../../kernel/loopback.ts';
import { perform } from './actions/registry.ts';
import { S3Error } from './errors.ts';
import type { S3 } from './s3.ts';
import { errorAnswer, type S3Answer } from './s3-answer.ts';
import { s3RequestOf } from './s3-request.ts';

/** Objects lie in memory. AWS takes 5 GB in one call. */
const maxBodyBytes = 256 * 1024 * 1024;

/** The API of S3 on loopback, with buckets in the path. */
export class S3Api {
  readonly #s3: S3;
  readonly #callers: Callers;
  readonly #server: Server;

  static async start(s3: S3, callers: Callers): Promise<S3Api> {
    const api = new S3Api(s3, callers);
    await new Promise<void>((resolve, reject) => {
      api.#server.once('error', reject);
      api.#server.listen(0, '127.0.0.1', resolve);
    });
    return api;
  }

  private constructor(s3: S3, callers: Callers) {
    this.#s3 = s3;
    this.#callers = callers;
    this.#server = createServer(
      { noDelay: true },
      (request, response) => void this.#handle(request, response),
    );
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => {
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => {});
    const refusal = refusalOf(request);
    if (refusal) {
      request.resume();
      response.writeHead(403, { 'content-type': 'text/plain' }).end(refusal);
      return;
    }
    const callId = randomBytes(8).toString('hex').toUpperCase();
    const { pathname } = new URL(request.url ?? '/', 'http://local');
    const answer = await this.#answer(request, callId).catch((error) => errorAnswer(error, pathname, callId));
    if (response.destroyed) return;
    const body = Buffer.from(answer.body ?? '');
    response.writeHead(answer.status, {
      'x-amz-request-id': callId,
      'x-amz-id-2': callId,
      ...(answer.status !== 204 && answer.status !== 304 && { 'content-length': String(body.length) }),
      ...answer.headers,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  async #answer(request: IncomingMessage, callId: string): Promise<S3Answer> {
    const body = await readBody(request, maxBodyBytes).catch((error) => {
      throw error instanceof BodyError && error.message === 'too large'
        ? new S3Error(
            'EntityTooLarge',
            `Your proposed upload exceeds the ${maxBodyBytes} bytes that an object of the local cloud may have.`,
          )
        : error;
    });
    const call = s3RequestOf(request, body);
    const accessKeyId = accessKeyIdOf(request.headers);
    const invocationId = this.#callers.invocationOf(accessKeyId);
    return perform(call, this.#s3, {
      callId,
      accessKeyId,
      ...(invocationId !== undefined && { invocationId }),
    });
  }
}
