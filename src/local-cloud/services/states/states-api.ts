import { accessKeyIdOf } from '../../http/access-key.ts';
import { type ApiCall, ApiServer, ApiServerError } from '../../http/api-server.ts';
import type { Callers } from '../../kernel/callers.ts';
import type { ActionCaller } from '../../kernel/contracts/service-api.ts';
import { actions } from './actions/registry.ts';
import type { StateMachines } from './state-machines.ts';

/** "If both sources are provided, Step Functions will use the header value (preferred) over the value in the request body." */
const startsExecutions = ['StartExecution', 'StartSyncExecution'];

/** The API of Step Functions, on loopback and from inside the cloud. */
export class StatesApi {
  readonly #states: StateMachines;
  readonly #callers: Callers;
  readonly #server = new ApiServer('application/x-amz-json-1.0', (call) => this.#answer(call));

  static async start(states: StateMachines, callers: Callers): Promise<StatesApi> {
    const api = new StatesApi(states, callers);
    await api.#server.listen();
    return api;
  }

  private constructor(states: StateMachines, callers: Callers) {
    this.#states = states;
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

  #answer({ headers, input }: ApiCall): Promise<object> | object {
    const name = String(headers['x-amz-target'] ?? '').replace(/^AWSStepFunctions\./, '');
    const trace = startsExecutions.includes(name) ? headers['x-amzn-trace-id'] : undefined;
    return this.#perform(name, trace === undefined ? input : { ...input, traceHeader: trace }, {
      invocationId: this.#callers.invocationOf(accessKeyIdOf(headers)),
    });
  }

  #perform(name: string, input: Record<string, unknown>, caller: ActionCaller): Promise<object> | object {
    const action = actions.get(name);
    if (action) return action(input, this.#states, caller);
    throw new ApiServerError(
      'UnknownOperationException',
      `The local cloud has no ${name || 'such'} action of Step Functions: ${[...actions.keys()].join(', ')} are there.`,
    );
  }
}
