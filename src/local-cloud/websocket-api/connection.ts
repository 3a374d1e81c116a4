import type { WebSocket } from 'ws';

/** "WebSocket frame size: 32 KB." */
export const maxFrameBytes = 32 * 1024;

/** "Message payload size: 128 KB." */
export const maxMessageBytes = 128 * 1024;

/** What is known of a client from its handshake on. */
export interface ConnectionDetails {
  connectionId: string;
  /** Unix ms. */
  connectedAt: number;
  sourceIp: string;
  userAgent: string;
  /** The Host header of the handshake. */
  host: string;
}

/** One open connection of a client. */
export class Connection {
  readonly details: ConnectionDetails;
  /** Aborted when the connection closes. */
  readonly closed = new AbortController();
  readonly #socket: WebSocket;
  #lastActiveAt = Date.now();

  constructor(details: ConnectionDetails, socket: WebSocket) {
    this.details = details;
    this.#socket = socket;
  }

  /** When a message last went either way, Unix ms. */
  get lastActiveAt(): number {
    return this.#lastActiveAt;
  }

  touch(): void {
    this.#lastActiveAt = Date.now();
  }

  /** Sends one text message, in frames that are small enough. */
  send(message: string | Buffer): void {
    this.touch();
    const bytes = Buffer.from(message);
    let start = 0;
    do {
      const end = Math.min(start + maxFrameBytes, bytes.length);
      this.#socket.send(bytes.subarray(start, end), { binary: false, fin: end === bytes.length });
      start = end;
    } while (start < bytes.length);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  /** Ends it without a farewell. */
  terminate(): void {
    this.#socket.terminate();
  }
}
