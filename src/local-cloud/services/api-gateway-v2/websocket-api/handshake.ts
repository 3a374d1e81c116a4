import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { maxMessageBytes } from './connection.ts';

/** Whether it is an opening handshake at all: https://www.rfc-editor.org/rfc/rfc6455#section-4.2.1 */
export function isHandshake({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'GET' &&
    headers.upgrade?.toLowerCase() === 'websocket' &&
    headers['sec-websocket-version'] === '13' &&
    /^[+/0-9A-Za-z]{22}==$/.test(headers['sec-websocket-key'] ?? '')
  );
}

/** Completes opening handshakes, whose answer may name a subprotocol that is only known when they are let in. */
export class Handshakes {
  readonly #protocols = new WeakMap<IncomingMessage, string | false>();
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (_offered, request) => this.#protocols.get(request) ?? false,
  });

  /**
   * Calls `onOpen` with the open WebSocket, at once, so that no message of it is missed; never when the client broke the
   * protocol.
   */
  complete(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    protocol: string | undefined,
    onOpen: (webSocket: WebSocket) => void,
  ): void {
    this.#protocols.set(request, protocol ?? false);
    this.#server.handleUpgrade(request, socket, head, onOpen);
  }

  close(): void {
    this.#server.close();
  }
}
