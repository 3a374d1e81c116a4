import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';
import { ownRunsPath } from '#content/own-run.ts';
import { type OwnLabs, OwnRunsApi } from './own-runs/api.ts';
import { RunKey } from './own-runs/run-key.ts';
import { RunQueue, type StartRun } from './own-runs/run-queue.ts';

const host = '127.0.0.1';

/** A running site: its address, and the way to end it. */
export interface SiteServer {
  /** `http://localhost:2020/` */
  url: string;
  /** The same with the key to run labs, where it has labs. */
  runUrl: string;
  /** The port that it listens on, also where 0 was asked for. */
  port: number;
  /** Ends what runs, too. */
  close(): Promise<void>;
}

/**
 * Serves the built site in `root` on loopback only; port 0 takes a free one. With `labs`, its pages can run them.
 * Throws an error in two parts, what is wrong and what to do, when the port is taken or nothing is built.
 */
export async function serveSite({
  port,
  root,
  labs,
}: {
  port: number;
  root: string;
  labs?: OwnLabs & { start: StartRun };
}): Promise<SiteServer> {
  const notFound = await readFile(join(root, '404.html')).catch(() => {
    throw new Error(`There is no built site in ${root}.\nBuild it first: npm start does.`);
  });
  const files = sirv(root, { etag: true, brotli: true });

  const key = labs && new RunKey();
  const queue = labs && new RunQueue(labs.start);
  const api = key && queue && new OwnRunsApi(key, queue, labs);

  const server = createServer((request, response) => {
    if (!isLocal(request)) {
      response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('This site answers only to localhost and 127.0.0.1.\n');
      return;
    }
    if (api && request.url?.startsWith(ownRunsPath)) return api.answer(request, response);
    if (key?.greet(request, response)) return;
    files(request, response, () => {
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
      response.end(notFound);
    });
  });
  await listen(server, port);
  const taken = (server.address() as AddressInfo).port;
  const url = `http://localhost:${taken}/`;
  return {
    ...{ url, runUrl: `${url}${key?.path ?? ''}`, port: taken },
    async close() {
      await queue?.close();
      await close(server);
    },
  };
}

/** A page on another host that makes a browser ask us (DNS rebinding) sends its own name: refuse it. */
function isLocal({ headers }: IncomingMessage): boolean {
  const name = headers.host?.replace(/:\d+$/, '');
  return name === 'localhost' || name === host;
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken.\nStop what uses it, or choose another one: npm start -- --port ${port + 1}`;
      reject(error.code === 'EADDRINUSE' ? new Error(taken) : error);
    });
    server.listen(port, host, resolve);
  });
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
