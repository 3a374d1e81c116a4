import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { accessKeyIdOf } from '../../http/access-key.ts';
import { BodyError } from '../../http/front-request.ts';
import { LoopbackServer } from '../../http/loopback-server.ts';
import { readBody } from '../../http/read-body.ts';
import type { Callers } from '../../kernel/callers.ts';
import { perform } from './actions/registry.ts';
import { S3Error } from './errors.ts';
import type { S3 } from './s3.ts';
import { errorAnswer, type S3Answer } from './s3-answer.ts';
import { s3RequestOf, targetOf } from './s3-request.ts';

/** Objects lie in memory. AWS takes 5 GB in one call. */
const maxBodyBytes = 256 * 1024 * 1024;

/** The API of S3 on loopback, with buckets in the path. */
export class S3Api {
  readonly #s3: S3;
  readonly #callers: Callers;
  readonly #server: LoopbackServer;

  static async start(s3: S3, callers: Callers): Promise<S3Api> {
    const api = new S3Api(s3, callers);
    await api.#server.listen();
    return api;
  }

  private constructor(s3: S3, callers: Callers) {
    this.#s3 = s3;
    this.#callers = callers;
    this.#server = new LoopbackServer(createServer({ noDelay: true }), (request, response) =>
      this.#handle(request, response),
    );
  }

  get address(): string {
    return this.#server.address;
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const callId = randomBytes(8).toString('hex').toUpperCase();
    const { path } = targetOf(request);
    const answer = await this.#answer(request, callId).catch((error) => errorAnswer(error, path, callId));
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
