import { type ApiCall, ApiServer, ApiServerError } from '../../http/api-server.ts';
import { actions } from './actions.ts';
import { ParameterStore } from './parameter-store.ts';

/** Systems Manager's Parameter Store. The other parts of Systems Manager are refused. */
export class Ssm {
  readonly store = new ParameterStore();
  readonly #server = new ApiServer('application/x-amz-json-1.1', (call) => this.#answer(call));

  static async start(): Promise<Ssm> {
    const ssm = new Ssm();
    await ssm.#server.listen();
    return ssm;
  }

  get address(): string {
    return this.#server.address;
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  #answer({ headers, input }: ApiCall): object {
    const name = String(headers['x-amz-target'] ?? '').replace(/^AmazonSSM\./, '');
    const action = actions.get(name);
    if (action) return action(input, this.store, {});
    throw new ApiServerError(
      'UnknownOperationException',
      `The local cloud has no ${name || 'such'} action: ${[...actions.keys()].join(', ')} are there.`,
    );
  }
}
