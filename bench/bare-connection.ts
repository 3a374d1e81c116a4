import { connect, type Socket } from 'node:net';

/**
 * One HTTP/1.1 connection that posts JSON and waits for the answer before the next. It knows as much of HTTP as the
 * bench needs, since the load shares the machine's cores with what it measures, and an HTTP client would take a fifth
 * of them.
 */
export class BareConnection {
  readonly #socket: Socket;
  readonly #head: string;
  #received = '';
  #settle: { resolve(status: number): void; reject(error: Error): void } | undefined;

  private constructor(socket: Socket, { host, pathname }: URL) {
    this.#socket = socket;
    this.#head = `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: `;
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => this.#take(chunk));
    socket.on('error', (error) => this.#settle?.reject(error));
    socket.on('close', () => this.#settle?.reject(new Error(`${host} closed the connection.`)));
  }

  static open(url: URL): Promise<BareConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => resolve(new BareConnection(socket, url)));
    });
  }

  /** Sends one request with a body of ASCII and gives the status of its answer. */
  post(body: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#socket.write(`${this.#head}${body.length}\r\n\r\n${body}`, 'latin1');
    });
  }

  close(): void {
    this.#settle = undefined;
    this.#socket.destroy();
  }

  #take(chunk: string): void {
    this.#received += chunk;
    const end = this.#received.indexOf('\r\n\r\n');
    if (end === -1) return;
    const length = /\r\ncontent-length: *(\d+)/i.exec(this.#received.slice(0, end + 2))?.[1];
    if (length === undefined) {
      this.#settle?.reject(new Error('An answer says nothing of its length.'));
      return;
    }
    if (this.#received.length < end + 4 + Number(length)) return;
    const status = Number(this.#received.slice(9, 12));
    this.#received = '';
    this.#settle?.resolve(status);
  }
}
