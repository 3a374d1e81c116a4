import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { FrameLengths } from './frame-lengths.ts';

/** "WebSocket frame size: 32 KB." */
const maxFrameBytes = 32 * 1024;

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

interface Options {
  details: ConnectionDetails;
  webSocket: WebSocket;
  /** What the WebSocket reads from. */
  socket: Duplex;
  onMessage(message: string): void;
  onClose(statusCode: number, reason: string): void;
}

/**
 * One open connection of a client. It closes by itself over what API Gateway does not take: frames and messages that are
 * too large, and binary ones.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html
 */
export class Connection {
  readonly details: ConnectionDetails;
  /** Aborted when the connection has closed. */
  readonly closed: AbortSignal;
  readonly #webSocket: WebSocket;
  #lastActiveAt = Date.now();
  #frameTooBig = false;

  constructor({ details, webSocket, socket, onMessage, onClose }: Options) {
    this.details = details;
    this.#webSocket = webSocket;
    const closed = new AbortController();
    this.closed = closed.signal;
    const frames = new FrameLengths((payloadBytes) => {
      if (payloadBytes <= maxFrameBytes) return;
      this.#frameTooBig = true;
      webSocket.close(1009, 'Frame too big');
    });
    // Before ws reads the same bytes, so that no message of such a frame gets through.
    socket.prependListener('data', (chunk: Buffer) => frames.read(chunk));
    webSocket.on('message', (data, isBinary) => {
      if (this.#frameTooBig) return;
      this.#touch();
      if (isBinary) webSocket.close(1003, 'Binary is not supported');
      else onMessage(String(data));
    });
    webSocket.on('ping', () => this.#touch());
    // ws closes the connection itself, with the code that the error asks for.
    webSocket.on('error', () => {});
    webSocket.on('close', (statusCode, reason) => {
      closed.abort();
      onClose(statusCode, String(reason));
    });
  }

  /** When something last went either way, Unix ms. */
  get lastActiveAt(): number {
    return this.#lastActiveAt;
  }

  /** Sends one text message, in frames that are small enough; nothing when the connection has closed. */
  send(message: string | Buffer): void {
    if (this.closed.aborted) return;
    this.#touch();
    const bytes = Buffer.from(message);
    let start = 0;
    do {
      const end = Math.min(start + maxFrameBytes, bytes.length);
      this.#webSocket.send(bytes.subarray(start, end), { binary: false, fin: end === bytes.length });
      start = end;
    } while (start < bytes.length);
  }

  close(statusCode: number, reason: string): void {
    this.#webSocket.close(statusCode, reason);
  }

  /** Ends it without a farewell. */
  terminate(): void {
    this.#webSocket.terminate();
  }

  #touch(): void {
    this.#lastActiveAt = Date.now();
  }
}
