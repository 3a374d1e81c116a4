import type { AddressInfo, Server, Socket } from 'node:net';
import { currentRegion } from '../kernel/region.ts';

/** How long until a port is tried again that something else has for a moment. */
const retryMs = 50;

/**
 * From now on a server refuses every connection while the Region that it is made in is gone, and listens at the same port
 * when that is back. A server that is closed meanwhile stays so.
 */
export function leaveWithRegion(server: Server): void {
  const region = currentRegion();
  const connections = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  let left: number | undefined;
  // Whoever closes a server for good may do so while it does not listen: while its Region is gone, or its port is taken.
  let isClosed = false;
  const close = server.close.bind(server);
  server.close = (callback) => {
    isClosed = true;
    return close(callback);
  };
  const listenAgain = () => {
    if (left === undefined || region.isGone || isClosed) return;
    const retry = () => setTimeout(listenAgain, retryMs).unref();
    server.once('error', retry);
    server.listen(left, '127.0.0.1', () => {
      left = undefined;
      server.off('error', retry);
    });
  };
  region.watch((isGone) => {
    if (!isGone) listenAgain();
    else if (server.listening) {
      left = (server.address() as AddressInfo).port;
      close();
      for (const each of connections) each.destroy();
    }
  });
}
