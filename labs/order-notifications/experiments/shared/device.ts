import type { Surroundings } from '#experiment/define-experiment.ts';

/** The deployed lab as a client of it sees it. */
export type NotificationApi = Pick<Surroundings<string>, 'clients' | 'clock' | 'outputs' | 'signal'>;

/** What has become of an order. */
export interface Change {
  customer: string;
  orderId: string;
  status: string;
  version: number;
}

/** One thing that a device heard of an order, and how. */
export interface Heard extends Change {
  by: 'push' | 'record';
}

/** A customer's phone or browser: it connects, drops, comes back, and keeps all that it heard in the order of hearing. */
export class Device {
  readonly customer: string;
  readonly heard: Heard[] = [];
  readonly #url: string;
  #socket: WebSocket | undefined;
  #records = 0;

  constructor(socketUrl: string, customer: string) {
    this.#url = `${socketUrl}?customer=${encodeURIComponent(customer)}`;
    this.customer = customer;
  }

  get isConnected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** How often it was told how all its orders stand. */
  get records(): number {
    return this.#records;
  }

  /** Opens a connection. Rejects when it is refused. */
  async connect(): Promise<void> {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#hear(JSON.parse(String(data))));
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve(), { once: true });
      socket.addEventListener('error', () => reject(new Error(`No connection to ${this.#url}.`)), {
        once: true,
      });
    });
  }

  /** Asks how all its orders stand. */
  catchUp(): void {
    this.#socket?.send(JSON.stringify({ action: 'catch-up' }));
  }

  /** Ends the connection; the API notices a moment later. */
  async drop(): Promise<void> {
    const socket = this.#socket;
    if (!socket || socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise<void>((resolve) => {
      socket.addEventListener('close', () => resolve(), { once: true });
    });
    socket.close();
    await closed;
  }

  #hear(message: { type: string; orders?: Change[] } & Partial<Change>): void {
    if (message.type === 'record') {
      this.#records += 1;
      this.heard.push(...(message.orders ?? []).map((order) => ({ ...order, by: 'record' as const })));
    } else if (message.type === 'change') {
      const { customer = '', orderId = '', status = '', version = 0 } = message;
      this.heard.push({ customer, orderId, status, version, by: 'push' });
    }
  }
}

/** Sends one change. Throws when it is not accepted with 202. */
export async function sendChange(
  { clients, outputs, signal }: NotificationApi,
  change: Change,
): Promise<void> {
  const { status, body } = await clients.http.postJson(`${outputs.ApiUrl}/changes`, change, signal);
  if (status !== 202) throw new Error(`The change was answered with ${status}: ${body}`);
}
