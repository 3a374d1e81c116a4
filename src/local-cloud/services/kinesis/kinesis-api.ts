import { accessKeyIdOf } from '../../http/access-key.ts';
import { type ApiCall, ApiServer, ApiServerError } from '../../http/api-server.ts';
import type { Callers } from '../../kernel/callers.ts';
import type { ActionCaller } from '../../kernel/contracts/service-api.ts';
import { actions } from './actions/registry.ts';
import type { Kinesis } from './kinesis.ts';

/** Ten MiB of data in Base64, and what encloses the records. */
const maxBodyBytes = 16 * 1024 * 1024;

/** The API of Kinesis Data Streams, on loopback and from inside the cloud. */
export class KinesisApi {
  readonly #kinesis: Kinesis;
  readonly #callers: Callers;
  readonly #server = new ApiServer('application/x-amz-json-1.1', (call) => this.#answer(call), {
    maxBodyBytes,
  });

  /** One that is called from inside the cloud only. */
  static inside(kinesis: Kinesis, callers: Callers): KinesisApi {
    return new KinesisApi(kinesis, callers);
  }

  static async start(kinesis: Kinesis, callers: Callers): Promise<KinesisApi> {
    const api = new KinesisApi(kinesis, callers);
    await api.#server.listen();
    return api;
  }

  private constructor(kinesis: Kinesis, callers: Callers) {
    this.#kinesis = kinesis;
    this.#callers = callers;
  }

  get address(): string {
    return this.#server.address;
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  /** Calls an action from inside the cloud. Rejects with an ActionError where the API would refuse. */
  async call(
    name: string,
    input: Record<string, unknown>,
    caller: ActionCaller,
  ): Promise<Record<string, unknown>> {
    try {
      return (await this.#perform(name, input, caller)) as Record<string, unknown>;
    } catch (error) {
      throw error instanceof ApiServerError ? Object.assign(error, { statusCode: error.status }) : error;
    }
  }

  #answer({ headers, input }: ApiCall): Promise<object> {
    const name = String(headers['x-amz-target'] ?? '').replace(/^Kinesis_20131202\./, '');
    return this.#perform(name, input, { invocationId: this.#callers.invocationOf(accessKeyIdOf(headers)) });
  }

  async #perform(name: string, input: Record<string, unknown>, caller: ActionCaller): Promise<object> {
    const action = actions.get(name);
    if (action) return action(input, this.#kinesis, caller);
    throw new ApiServerError(
      'UnknownOperationException',
      `The local cloud has no ${name || 'such'} action of Kinesis: ${[...actions.keys()].join(', ')} are there.`,
    );
  }
}
