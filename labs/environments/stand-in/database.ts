import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Connections } from './connections.ts';
import { fatal, inserted, MessageReader, noSsl, welcome } from './messages.ts';

interface Settings {
  /** How many connections the database takes. */
  connections: number;
  /** How long a statement keeps its connection. */
  statementMs: number;
  /** How long a proxy lets a statement wait for a connection; 0: there is no proxy, and a client has one from the start. */
  borrowMs: number;
}

/**
 * A server on loopback that speaks PostgreSQL's protocol as far as a client needs it to connect and to insert a row. It
 * stores nothing. Without a proxy a client that connects has one of the database's connections until it goes, and above
 * their number it is refused, as PostgreSQL does. With a proxy any number of clients connect, and each statement borrows
 * a connection or waits for one, as RDS Proxy does.
 */
export async function startDatabase({ connections: limit, statementMs, borrowMs }: Settings) {
  const connections = new Connections(limit);
  const sockets = new Set<Socket>();
  const clients = new Set<Socket>();
  let counts = nothingYet();

  async function insert(socket: Socket): Promise<void> {
    if (borrowMs > 0 && !(await connections.borrow(borrowMs))) {
      counts.timedOut += 1;
      socket.end(fatal('08000', 'Timed-out waiting to acquire database connection'));
      return;
    }
    const begin = performance.now();
    counts.firstAt = Math.min(counts.firstAt, begin);
    await wait(statementMs);
    counts.lastAt = performance.now();
    counts.busyMs += counts.lastAt - begin;
    counts.inserted += 1;
    if (borrowMs > 0) connections.giveBack();
    socket.write(inserted);
  }

  const server = createServer({ noDelay: true }, (socket) => {
    const reader = new MessageReader();
    let holds = false;
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      clients.delete(socket);
      if (holds) connections.giveBack();
    });
    socket.on('data', (piece) => {
      for (const { type } of reader.read(piece)) {
        if (type === 'ssl') socket.write(noSsl);
        if (type === 'startup') {
          holds = borrowMs === 0 && connections.take();
          if (borrowMs > 0 || holds) {
            clients.add(socket);
            counts.clients = Math.max(counts.clients, clients.size);
            socket.write(welcome);
          } else {
            counts.refused += 1;
            socket.end(fatal('53300', 'sorry, too many clients already'));
          }
        }
        // Sync: all of a statement is here.
        if (type === 'S') void insert(socket);
        if (type === 'X') socket.end();
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    takeReadings() {
      const { firstAt, lastAt, ...rest } = counts;
      counts = { ...nothingYet(), clients: clients.size };
      return { ...rest, elapsedMs: Math.max(0, lastAt - firstAt), open: connections.takeMost() };
    },
    async close() {
      server.close();
      for (const each of sockets) each.destroy();
      await once(server, 'close');
    },
  };
}

/** Statements done, clients refused, statements that waited too long, time in statements, the most clients at once. */
const nothingYet = () => ({
  inserted: 0,
  refused: 0,
  timedOut: 0,
  busyMs: 0,
  clients: 0,
  firstAt: Number.POSITIVE_INFINITY,
  lastAt: 0,
});
