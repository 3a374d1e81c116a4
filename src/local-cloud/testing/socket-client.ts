import type { TestContext } from 'node:test';
import { WebSocket } from 'ws';

/** A client of a WebSocket API that keeps what it gets. */
export class SocketClient {
  readonly socket: WebSocket;
  readonly messages: string[] = [];
  #closed: { code: number; reason: string } | undefined;
  readonly #changed = new Set<() => void>();

  constructor(socket: WebSocket) {
    this.socket = socket;
    const tell = () => {
      for (const each of [...this.#changed]) each();
    };
    socket.on('message', (data) => {
      this.messages.push(String(data));
      tell();
    });
    socket.on('close', (code, reason) => {
      this.#closed = { code, reason: String(reason) };
      tell();
    });
    socket.on('error', () => {});
  }

  /** Connects; the socket is ended after the test. Rejects when the handshake is refused, with its status. */
  static async connect(
    t: TestContext,
    url: string | undefined,
    options: { protocols?: string[]; headers?: Record<string, string>; ca?: string } = {},
  ): Promise<SocketClient> {
    const { protocols = [], ...rest } = options;
    const socket = new WebSocket(url as string, protocols, rest);
    t.after(() => socket.terminate());
    const client = new SocketClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return client;
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** The first `count` messages, once they are here. */
  async receive(count = 1): Promise<string[]> {
    await this.#until(() => this.messages.length >= count, `${count} messages`);
    return this.messages.slice(0, count);
  }

  /** How the connection ended, once it has. */
  async closed(): Promise<{ code: number; reason: string }> {
    await this.#until(() => this.#closed !== undefined, 'the connection’s end');
    return this.#closed as { code: number; reason: string };
  }

  async #until(condition: () => boolean, what: string): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`Not within 60 s: ${what}. Got: ${this.messages}`)),
        60_000,
      );
      const check = () => {
        if (!condition()) return;
        clearTimeout(timer);
        this.#changed.delete(check);
        resolve();
      };
      this.#changed.add(check);
    });
  }
}
