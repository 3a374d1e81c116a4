import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
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
 * Serves the built site in `root` on loopback only; port 0 takes a free one. With `labs`, its pages can run them. What lies
 * in `root` may be built anew meanwhile. Throws an error in two parts, what is wrong and what to do, when the port is taken
 * or nothing is built.
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
    throw twoParts(`There is no built site in ${root}.`, 'Build it first: npm start does.');
  });
  const files = serveFiles(root);

  const key = labs && new RunKey();
  const queue = labs && new RunQueue(labs.start);
  const api = key && queue && new OwnRunsApi(key, queue, labs);

  const server = createServer((request, response) => {
    if (!isLocal(request)) {
      response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('This site answers only to localhost and 127.0.0.1.\n');
      return;
    }
    try {
      if (api && request.url?.startsWith(ownRunsPath)) return api.answer(request, response);
      if (key?.greet(request, response)) return;
      files(request, response, () => {
        response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
        response.end(pageAt(join(root, '404.html')) ?? notFound);
      });
    } catch (error) {
      // What goes wrong with one request ends neither the server nor the run that is on.
      breakOff(response, error);
    }
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

/** Answers with the files below `root` as they are now; calls `next` for what is none. */
function serveFiles(root: string) {
  const files = sirv(root, {
    ...{ etag: true, brotli: true, dev: true },
    setHeaders(response, pathname) {
      // Their names change with what is in them.
      if (pathname.startsWith('/assets/'))
        response.setHeader('cache-control', 'public, max-age=31536000, immutable');
    },
  });
  return (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    // A server may send the whole; parts that are none would break what sends the files.
    delete request.headers.range;
    // A file can go in the moment in which it is asked for.
    response.once('pipe', (file: Readable) => {
      file.once('error', () => response.destroy());
      response.once('close', () => file.destroy());
    });
    files(request, response, next);
  };
}

function pageAt(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function breakOff(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const problem = error instanceof Error ? error.message : String(error);
  const remedy = 'Ask again. If it stays so, end the server with Ctrl-C, and start it again.';
  response.writeHead(500, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ problem, remedy }));
}

/** A page on another host that makes a browser ask us (DNS rebinding) sends its own name: refuse it. */
function isLocal({ headers }: IncomingMessage): boolean {
  const name = headers.host?.replace(/:\d+$/, '');
  return name === 'localhost' || name === host;
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = twoParts(
        `Port ${port} is taken.`,
        `Stop what uses it, or choose another one: npm start -- --port ${port + 1}`,
      );
      reject(error.code === 'EADDRINUSE' ? taken : error);
    });
    server.listen(port, host, resolve);
  });
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

/** What is wrong, and what to do. */
const twoParts = (problem: string, remedy: string): Error =>
  Object.assign(new Error(`${problem}\n${remedy}`), { problem, remedy });
