/**
 * Who calls. Each execution environment signs with credentials of its own, as on AWS; so a request's access key id tells
 * which invocation sent it.
 */
export class Callers {
  /** Access key id of an execution environment → the invocation that runs in it now. */
  readonly #invocations = new Map<string, string>();

  /** Undefined for callers from outside. */
  invocationOf(accessKeyId: string): string | undefined {
    return this.#invocations.get(accessKeyId);
  }

  setInvocation(accessKeyId: string, invocationId: string | undefined): void {
    if (invocationId === undefined) this.#invocations.delete(accessKeyId);
    else this.#invocations.set(accessKeyId, invocationId);
  }
}
