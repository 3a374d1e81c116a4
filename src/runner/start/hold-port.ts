import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { TwoPartError } from '../call-error.ts';

/** A port that nobody else gets until it is released. */
export interface HeldPort {
  release(): Promise<void>;
}

/**
 * Takes a loopback port until the site is there to be served at it: another start finds it taken meanwhile, and who comes
 * too early is told to wait. Throws a TwoPartError where the port cannot be had.
 */
export async function holdPort(port: number): Promise<HeldPort> {
  // A browser tries ::1 first for localhost. Where this machine has no such address, nobody listens there.
  const other = createServer();
  if ((await problemOf(other, port, '::1')) === 'EADDRINUSE') throw taken(port, ' at [::1]');
  await closed(other);

  const server = createServer((_, response) => {
    response.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '5', refresh: '5' });
    response.end('The site is being built. This page asks again by itself.\n');
  });
  const problem = await problemOf(server, port, '127.0.0.1');
  if (problem === 'EADDRINUSE') throw taken(port);
  if (problem !== undefined)
    throw new TwoPartError(
      `Port ${port} cannot be used: ${problem}.`,
      'Choose another port: `npm start -- --port 3000`.',
    );
  return { release: () => closed(server) };
}

const taken = (port: number, where = ''): TwoPartError =>
  new TwoPartError(
    `Port ${port} is taken by another program${where}.`,
    `End that program, or choose another port: \`npm start -- --port ${port < 65_535 ? port + 1 : 3000}\`.`,
  );

/** Why a server cannot listen there, as the system's code; undefined when it listens. */
async function problemOf(server: Server, port: number, host: string): Promise<string | undefined> {
  server.listen(port, host);
  return once(server, 'listening').then(
    () => undefined,
    ({ code, message }: NodeJS.ErrnoException) => code ?? message,
  );
}

async function closed(server: Server): Promise<void> {
  if (!server.listening) return;
  const end = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await end;
}
