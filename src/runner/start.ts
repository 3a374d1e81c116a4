import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serveSite } from '../site-server/server.ts';
import { buildSiteIfStale } from './build-site.ts';
import { CallError, TwoPartError } from './call-error.ts';
import { allowToTidyUp } from './exit.ts';
import { ownLabs } from './own-runs/own-labs.ts';
import { endsWithinMs } from './own-runs/spawn-run.ts';
import { project } from './project.ts';

const defaultPort = 2020;

/** `npm start`: builds the site if it is stale, serves it, and prints one address. Ends with Ctrl-C. */
export async function start(args: string[], signal: AbortSignal): Promise<number> {
  const port = portOf(args);
  // A taken port is told at once, not after a minute of building.
  await assertFree(port);
  await buildSiteIfStale();
  allowToTidyUp(endsWithinMs + 1000);
  const site = await serveSite({ port, root: join(project.root, 'build'), labs: ownLabs });
  console.log(`\n  200 or 202 is at  ${site.runUrl}`);
  console.log('  The key in the address lets your browser run the labs. Ctrl-C ends it.\n');
  if (!signal.aborted) await once(signal, 'abort');
  await site.close();
  throw signal.reason;
}

function portOf(args: string[]): number {
  let text: string | undefined;
  try {
    text = parseArgs({ args, options: { port: { type: 'string' } } }).values.port;
  } catch (error) {
    throw new CallError((error as Error).message, 'Call it as `npm start` or `npm start -- --port 3000`.');
  }
  const port = text === undefined ? defaultPort : Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new CallError(
      `--port ${text} is no port.`,
      'Give a whole number from 1 to 65535: `npm start -- --port 3000`.',
    );
  }
  return port;
}

async function assertFree(port: number): Promise<void> {
  const probe = createServer();
  probe.listen(port, '127.0.0.1');
  const error = await once(probe, 'listening').then(
    () => undefined,
    (cause: NodeJS.ErrnoException) => cause,
  );
  probe.close();
  if (!error) return;
  if (error.code === 'EADDRINUSE') {
    throw new TwoPartError(
      `Port ${port} is taken by another program.`,
      `End that program, or choose another port: \`npm start -- --port ${port + 1}\`.`,
    );
  }
  throw new TwoPartError(
    `Port ${port} cannot be used: ${error.message}.`,
    'Choose another port: `npm start -- --port 3000`.',
  );
}
