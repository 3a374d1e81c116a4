/** Requests that functions send while they work on another one, each known by the id of that one. */
export class Calls {
  /** Where the latest function works on a request. */
  readonly #workers = new Map<string, number>();
  readonly #from = new Map<string, number>();

  /** A function at `place` begins to work on what these ids mean. */
  begun(causes: readonly string[], place: number): void {
    for (const cause of causes) this.#workers.set(cause, place);
  }

  /** A function sends a request while it works on the request `cause`. */
  made(requestId: string, cause: string): void {
    this.#from.set(requestId, this.#workers.get(cause) ?? 0);
  }

  /** Where the function is that sent a request; nothing when none did. */
  from(requestId: string): { from?: number } {
    const from = this.#from.get(requestId);
    return from === undefined ? {} : { from };
  }
}
