import type { Server as HttpServer } from 'node:http';
import type { Http2Server } from 'node:http2';
import { createServer, type Server as NetServer, type Socket } from 'node:net';

/** What a connection of HTTP/2 begins with; no method of HTTP/1.1 does. */
const preface = 'PRI';

/**
 * A server that takes HTTP/1.1 and HTTP/2 without TLS on one port, told apart by the first bytes. Some clients of the SDK
 * speak HTTP/2 by default, the AWS CLI and other clients HTTP/1.1.
 * https://www.rfc-editor.org/rfc/rfc9113#name-starting-http-2-with-prior-
 */
export function withHttp2OnSamePort(http1: HttpServer, http2: Http2Server): NetServer {
  return createServer({ noDelay: true }, (socket: Socket) => {
    socket.on('error', () => socket.destroy());
    let begun = Buffer.alloc(0);
    const look = (chunk: Buffer) => {
      begun = Buffer.concat([begun, chunk]);
      const text = begun.subarray(0, preface.length).toString('latin1');
      if (text.length < preface.length && preface.startsWith(text)) return;
      socket.off('data', look);
      socket.pause();
      socket.unshift(begun);
      (text === preface ? http2 : http1).emit('connection', socket);
      process.nextTick(() => socket.resume());
    };
    socket.on('data', look);
  });
}
