/**
 * Where each AWS address really is. Templates resolve to the addresses that AWS would give
 * (`https://sqs.us-east-1.amazonaws.com/…`); whatever leaves for a handler's environment or the stack's outputs
 * is translated to loopback here, in one place.
 */
export class AddressBook {
  readonly #entries = new Map<string, string>();

  /** From now on `awsOrigin` (`https://host`) is at `localOrigin` (`http://127.0.0.1:port`). */
  add(awsOrigin: string, localOrigin: string): void {
    this.#entries.set(awsOrigin, localOrigin);
  }

  /** The text with every known AWS address in it replaced. */
  localize(text: string): string {
    let result = text;
    for (const [aws, local] of this.#entries) result = result.replaceAll(aws, local);
    return result;
  }
}
