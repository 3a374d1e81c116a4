/** Who calls an API's action from inside the cloud. */
export interface ActionCaller {
  /** Of the request that an integration answers. */
  requestId?: string;
  /** Id of the event that is handed on. */
  cause?: string;
  invocationId?: string | undefined;
}

/**
 * Calls an action of a service's API by its name, with its input and output as the API has them. Rejects with an
 * ActionError where the API would refuse.
 */
export type ServiceApi = (
  action: string,
  input: Record<string, unknown>,
  caller: ActionCaller,
) => Promise<Record<string, unknown>>;

/** How a service refuses a call: as its API would over HTTP. */
export interface ActionError extends Error {
  code: string;
  statusCode: number;
  /** As the JSON protocol answers it, when it says more than code and message. */
  body?: object;
}

/** How a service takes calls in AWS's Query protocol. */
export interface QueryProtocol {
  /** The action, and its input as `ServiceApi` takes it. `path`: of the API, `<account>/<queue>`. */
  read(
    parameters: [name: string, value: string][],
    path: string,
  ): { action: string; input: Record<string, unknown> };
  /** An error's code, where the Query protocol has another than `ServiceApi`. */
  errorCode?(code: string): string;
}

/** The refusal that `error` is; anything else is a bug of ours and thrown again. */
export function actionErrorOf(error: unknown): ActionError {
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number')
    return error as ActionError;
  throw error;
}

/** The APIs that a gateway's integrations call, by service. Each service says once how its own is called. */
export class ServiceApis {
  readonly #apis = new Map<string, ServiceApi>();
  readonly #queryProtocols = new Map<string, QueryProtocol>();

  register(service: string, api: ServiceApi, query?: QueryProtocol): void {
    this.#apis.set(service, api);
    if (query) this.#queryProtocols.set(service, query);
  }

  queryProtocol(service: string): QueryProtocol {
    const protocol = this.#queryProtocols.get(service);
    if (!protocol) throw new Error(`The service ${service} takes no calls in the Query protocol.`);
    return protocol;
  }

  call(
    service: string,
    action: string,
    input: Record<string, unknown>,
    caller: ActionCaller,
  ): Promise<Record<string, unknown>> {
    const api = this.#apis.get(service);
    if (!api) throw new Error(`No service ${service} runs here.`);
    return api(action, input, caller);
  }
}
