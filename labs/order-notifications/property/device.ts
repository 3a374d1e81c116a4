import type { Turns } from '#runner/testing/turns.ts';
import { catchUp, connect } from './handlers.ts';
import type { Leaving } from './scenario.ts';
import type { Heard, World } from './world.ts';

/**
 * A customer’s device as the lab means it: after each connecting it asks how its orders stand, and connects again when
 * nothing comes. It shows the highest version that it has heard of.
 */
export class Device {
  readonly customer: string;
  readonly #world: World;
  readonly #turns: Turns;
  readonly #asks: boolean;
  readonly #name: string;
  /** By order, the version that it shows. */
  readonly shown = new Map<string, number>();
  /** Every push, as connection, order and version. */
  readonly pushes: string[] = [];
  #connectionId = '';
  #connections = 0;
  #records = 0;

  constructor(options: { name: string; customer: string; world: World; turns: Turns; asks: boolean }) {
    this.customer = options.customer;
    this.#name = options.name;
    this.#world = options.world;
    this.#turns = options.turns;
    this.#asks = options.asks;
  }

  get isConnected(): boolean {
    return this.#world.connections.get(this.#connectionId)?.state === 'open';
  }

  /** Whether a change was told while its connection was being opened, and API Gateway answered that there was none. */
  get wasTakenForGone(): boolean {
    return this.#world.connections.get(this.#connectionId)?.wasTakenForGone === true;
  }

  /** Connects until it has been let in and told how its orders stand. */
  async connect(): Promise<void> {
    for (;;) {
      if (!(await this.#open())) continue;
      if (!this.#asks) return;
      const before = this.#records;
      await this.#ask();
      if (this.#records > before) return;
      this.leave('closes');
    }
  }

  leave(leaving: Leaving): void {
    this.#world.end(this.#connectionId, leaving);
  }

  async #open(): Promise<boolean> {
    this.#connections += 1;
    const connectionId = `${this.#name}.${this.#connections}`;
    this.#connectionId = connectionId;
    const connection = {
      state: 'asking' as const,
      wasTakenForGone: false,
      hear: (message: Heard) => this.#hear(connectionId, message),
    };
    this.#world.connections.set(connectionId, connection);
    const event = { requestContext: { connectionId }, queryStringParameters: { customer: this.customer } };
    const isLetIn = await this.#world
      .invoke(() => connect(event as Parameters<typeof connect>[0]))
      .then(
        () => true,
        () => false,
      );
    // The route's answer is on its way to API Gateway.
    await this.#turns.turn();
    Object.assign(connection, { state: isLetIn ? 'open' : 'closed' });
    return isLetIn;
  }

  async #ask(): Promise<void> {
    const event = { requestContext: { connectionId: this.#connectionId } };
    await this.#world.invoke(() => catchUp(event as Parameters<typeof catchUp>[0])).catch(() => undefined);
  }

  #hear(connectionId: string, message: Heard): void {
    if (message.type === 'record') this.#records += 1;
    else this.pushes.push(`${connectionId} ${message.orderId} ${message.version}`);
    for (const { orderId, version } of message.type === 'record' ? message.orders : [message])
      this.shown.set(orderId, Math.max(version, this.shown.get(orderId) ?? 0));
  }
}
