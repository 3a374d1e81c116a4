import type { Server } from 'node:http';
import { createServer, type Server as NetServer, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Certificate } from '../../../http/loopback-certificate.ts';

/** The first byte of a TLS connection: a handshake record. No HTTP method begins so. */
const handshake = 0x16;

/**
 * A server that takes HTTP and HTTPS on one port, told apart by the first byte, and hands both on to `server`. Handlers
 * build `https://<domainName>/…` out of the same name and port that clients call without TLS.
 */
export function withTlsOnSamePort(server: Server, { cert, key }: Certificate): NetServer {
  const secureContext = createSecureContext({ cert, key });
  return createServer({ noDelay: true }, (socket: Socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      if (first[0] !== handshake) {
        server.emit('connection', socket);
      } else {
        const secure = new TLSSocket(socket, { isServer: true, secureContext });
        secure.on('error', () => socket.destroy());
        server.emit('connection', secure);
      }
      process.nextTick(() => socket.resume());
    });
  });
}
