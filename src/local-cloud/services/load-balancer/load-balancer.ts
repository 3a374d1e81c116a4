import type { EventStream } from '../../kernel/events.ts';
import type { Ports } from '../../kernel/ports.ts';
import { Listener } from './listener.ts';

interface Options {
  logicalId: string;
  /** Of its construct. */
  path: string | undefined;
  dnsName: string;
  events: EventStream;
  ports: Ports;
}

/**
 * An Application Load Balancer. Its first listener is at its address from the beginning, so that whoever is created
 * before the listener's own resource already knows where it will be.
 */
export class LoadBalancer {
  readonly logicalId: string;
  readonly path: string | undefined;
  readonly dnsName: string;
  readonly #options: Options;
  readonly #listeners: Listener[] = [];
  /** The first listener until its resource asks for it. */
  #waiting: { listener: Listener; port: number } | undefined;

  constructor(options: Options) {
    this.logicalId = options.logicalId;
    this.path = options.path;
    this.dnsName = options.dnsName;
    this.#options = options;
  }

  /** Opens the address of the first listener; gives its loopback port. */
  async listen(): Promise<number> {
    this.#waiting = await this.#open();
    return this.#waiting.port;
  }

  /** The next listener, and its loopback port. */
  async openListener(): Promise<{ listener: Listener; port: number }> {
    const first = this.#waiting;
    this.#waiting = undefined;
    return first ?? this.#open();
  }

  async close(): Promise<void> {
    await Promise.all(this.#listeners.map((each) => each.close()));
  }

  async #open(): Promise<{ listener: Listener; port: number }> {
    const listener = new Listener(this.#options);
    this.#listeners.push(listener);
    return { listener, port: await listener.listen(this.#options.ports) };
  }
}
