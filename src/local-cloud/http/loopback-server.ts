import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import { refusalOf } from '../kernel/loopback.ts';
import { inThisRegion } from '../kernel/region.ts';
import { leaveWithRegion } from './leave-with-region.ts';
import { isForOtherRegion } from './other-region.ts';

/**
 * A server on a free loopback port. What a foreign page or name asks gets 403 and is not handled; whoever hangs up
 * breaks nothing.
 */
export class LoopbackServer {
  readonly #server: Server;
  readonly #listener: NetServer;
  readonly #connections = new Set<Socket>();

  /** `server` listens to nothing yet; an HTTPS one will do as well. `listener`: what gives it its connections. */
  constructor(
    server: Server,
    handle: (request: IncomingMessage, response: ServerResponse) => unknown,
    listener: NetServer = server,
  ) {
    this.#server = server;
    this.#listener = listener;
    leaveWithRegion(listener);
    listener.on('connection', (socket: Socket) => {
      this.#connections.add(socket);
      socket.once('close', () => this.#connections.delete(socket));
    });
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      response.on('error', () => undefined);
      const refusal = refusalOf(request);
      if (refusal === undefined) {
        if (!isForOtherRegion(request, response)) handle(request, response);
        return;
      }
      request.resume();
      response.writeHead(403, { 'content-type': 'text/plain' }).end(refusal);
    };
    server.on('request', inThisRegion(answer));
  }

  /** Rejects when no port can be had. `port` 0 leaves the choice to the system. */
  async listen(port = 0): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#listener.once('error', reject);
      this.#listener.listen(port, '127.0.0.1', resolve);
    });
  }

  get port(): number {
    return (this.#listener.address() as AddressInfo).port;
  }

  /** The origin, `http://127.0.0.1:<port>`. */
  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Ends all connections, idle or not. */
  async close(): Promise<void> {
    await new Promise((resolve) => {
      // One that never listened has timers all the same.
      if (this.#server !== this.#listener) this.#server.close();
      this.#listener.close(resolve);
      for (const each of this.#connections) each.destroy();
    });
  }
}
