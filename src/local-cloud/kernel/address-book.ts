/**
 * Where each AWS address really is. Templates resolve to the addresses that AWS would give
 * (`https://sqs.us-east-1.amazonaws.com/…`); whatever leaves for a handler's environment or the stack's outputs
 * is translated to loopback here, in one place.
 */
export class AddressBook {
  /** Longest first, so that an address with a port comes before the same without. */
  #entries: { aws: RegExp; length: number; local: string }[] = [];

  /** From now on `awsOrigin` (`https://host`) is at `localOrigin` (`http://127.0.0.1:port`). */
  add(awsOrigin: string, localOrigin: string): void {
    const entry = { aws: wholeName(awsOrigin), length: awsOrigin.length, local: localOrigin };
    this.#entries = [...this.#entries, entry].toSorted((a, b) => b.length - a.length);
  }

  /** From now on an AWS host, with its schemes and without, is at a loopback port that takes ws as well as http. */
  addHost(awsHost: string, port: number): void {
    const local = `127.0.0.1:${port}`;
    for (const scheme of ['https://', 'http://']) this.add(scheme + awsHost, `http://${local}`);
    for (const scheme of ['wss://', 'ws://']) this.add(scheme + awsHost, `ws://${local}`);
    this.add(awsHost, local);
  }

  /** The text with every known AWS address in it replaced. */
  localize(text: string): string {
    let result = text;
    for (const { aws, local } of this.#entries) result = result.replaceAll(aws, local);
    return result;
  }
}

/** An address, but not as a part of a longer name. */
const wholeName = (address: string): RegExp =>
  new RegExp(`(?<![\\w.-])${address.replaceAll(/[.\\/]/g, '\\$&')}(?![\\w-]|\\.\\w|:\\d)`, 'g');
