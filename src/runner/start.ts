import { once } from 'node:events';
import { join } from 'node:path';
import { serveSite } from '../site-server/server.ts';
import { buildSiteIfStale } from './build-site.ts';
import { CallError } from './call-error.ts';
import { allowToTidyUp } from './exit.ts';
import { ownLabs } from './own-runs/own-labs.ts';
import { endsWithinMs } from './own-runs/spawn-run.ts';
import { parseFlags } from './parse-flags.ts';
import { project } from './project.ts';
import { holdPort } from './start/hold-port.ts';

const defaultPort = 2020;

/** `npm start`: builds the site if it is stale, serves it, and prints one address. Ends with Ctrl-C. */
export async function start(args: string[], signal: AbortSignal): Promise<number> {
  const port = portOf(args);
  // A taken port is told at once, not after a minute of building, and nobody takes it meanwhile.
  const held = await holdPort(port);
  try {
    await buildSiteIfStale(undefined, signal);
    signal.throwIfAborted();
  } finally {
    await held.release();
  }
  allowToTidyUp(endsWithinMs + 1000);
  const site = await serveSite({ port, root: join(project.root, 'build'), labs: ownLabs });
  console.log(`\n  200 or 202 is at  ${site.runUrl}`);
  console.log('  The key in the address lets your browser run the labs. Ctrl-C ends it.\n');
  if (!signal.aborted) await once(signal, 'abort');
  await site.close();
  throw signal.reason;
}

function portOf(args: string[]): number {
  const { values, positionals } = parseFlags(args, { port: { type: 'string' } });
  if (positionals.length > 0)
    throw new CallError(
      `start takes no ${positionals.join(' ')}.`,
      'Call it as `npm start` or `npm start -- --port 3000`.',
    );
  const text = values.port;
  const port = text === undefined ? defaultPort : Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new CallError(
      `--port ${text} is no port.`,
      'Give a whole number from 1 to 65535: `npm start -- --port 3000`.',
    );
  }
  return port;
}
