/** An address at which a stack is called from outside. */
export interface CallableAddress {
  /** Logical ID of the API, load balancer or function URL. */
  resource: string;
  /** Path of its construct, when the template carries it: `Stack/Scope/Name/Resource`. */
  path: string | undefined;
  kind: 'REST API' | 'HTTP API' | 'WebSocket API' | 'WebSocket callback' | 'load balancer' | 'function URL';
  /** Which of its addresses, where it may have several: `stage prod`, `listener 80`. */
  part?: string;
  url: string;
}

/**
 * Where each AWS address really is. Templates resolve to the addresses that AWS would give
 * (`https://sqs.us-east-1.amazonaws.com/…`); whatever leaves for a handler's environment or the stack's outputs
 * is translated to loopback here, in one place.
 */
export class AddressBook {
  /** Longest first, so that an address with a port comes before the same without. */
  #entries: { origin: string; aws: RegExp; local: string }[] = [];

  readonly #callable: CallableAddress[] = [];

  /** Makes an address known to the callers of the stack; `url` as AWS would give it. */
  publish(address: CallableAddress): void {
    this.#callable.push(address);
  }

  /** What callers of the stack may call, at the addresses where it really is. */
  callable(): CallableAddress[] {
    return this.#callable.map((each) => ({ ...each, url: this.localize(each.url) }));
  }

  /** From now on `awsOrigin` (`https://host`) is at `localOrigin` (`http://127.0.0.1:port`), wherever it was before. */
  add(awsOrigin: string, localOrigin: string): void {
    const others = this.#entries.filter(({ origin }) => origin !== awsOrigin);
    const entry = { origin: awsOrigin, aws: wholeName(awsOrigin), local: localOrigin };
    this.#entries = [...others, entry].toSorted((a, b) => b.origin.length - a.origin.length);
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
