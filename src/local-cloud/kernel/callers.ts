/** The invocation that runs in an execution environment. */
export interface RunningInvocation {
  /** Logical ID of the function. */
  resource: string;
  invocationId: string;
}

/**
 * Who calls. Each execution environment signs with credentials of its own, as on AWS; so a request's access key id tells
 * which invocation sent it.
 */
export class Callers {
  /** Access key id of an execution environment → the invocation that runs in it now. */
  readonly #running = new Map<string, RunningInvocation>();

  /** Undefined for callers from outside. */
  runningAs(accessKeyId: string): RunningInvocation | undefined {
    return this.#running.get(accessKeyId);
  }

  /** Undefined for callers from outside. */
  invocationOf(accessKeyId: string): string | undefined {
    return this.runningAs(accessKeyId)?.invocationId;
  }

  setInvocation(accessKeyId: string, invocation: RunningInvocation | undefined): void {
    if (invocation === undefined) this.#running.delete(accessKeyId);
    else this.#running.set(accessKeyId, invocation);
  }
}
