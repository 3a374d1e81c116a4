import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { CallError, TwoPartError } from './call-error.ts';
import { exitCodes } from './exit-codes.ts';
import { type LinkState, linksIn, stateOf } from './links/external-links.ts';
import { project } from './project.ts';

/** At the same time, and at most one at a host: whoever we cite is not to be burdened. */
const hostsAtATime = 8;

/** `links`: asks every address of another site that the built pages cite, and lists those that are gone. */
export async function links(args: string[], signal: AbortSignal): Promise<number> {
  try {
    parseArgs({ args, options: {} });
  } catch (error) {
    throw new CallError((error as Error).message, 'Call it as `npm run links`.');
  }
  const byHost = Map.groupBy(citedPages(), ([address]) => new URL(address).host);
  const hosts = [...byHost.values()];
  const gone: [LinkState, string, string[]][] = [];
  let asked = 0;
  const work = async () => {
    for (let host = hosts.shift(); host; host = hosts.shift()) {
      for (const [address, pages] of host) {
        signal.throwIfAborted();
        const state = await stateOf(address, fetch);
        asked += 1;
        if (!state.fine) gone.push([state, address, pages]);
      }
    }
  };
  await Promise.all(Array.from({ length: hostsAtATime }, work));
  for (const [state, address, pages] of gone)
    console.log(`✗ ${address}\n  ${state.because}; on ${pages.join(', ')}`);
  console.log(`${asked} addresses of other sites, ${gone.length} of them not there.`);
  return gone.length === 0 ? exitCodes.fine : exitCodes.failed;
}

/** Every address of another site, with the built pages that cite it. */
function citedPages(): [address: string, pages: string[]][] {
  const build = join(project.root, 'build');
  const cited = new Map<string, string[]>();
  for (const file of htmlFiles(build)) {
    const page = `/${relative(build, file).replace(/index\.html$/, '')}`;
    for (const address of linksIn(readFileSync(file, 'utf8')))
      cited.set(address, [...(cited.get(address) ?? []), page]);
  }
  return [...cited];
}

function htmlFiles(build: string): string[] {
  try {
    return readdirSync(build, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.html'))
      .map((file) => join(build, file));
  } catch {
    throw new TwoPartError('There is no built site.', 'Build it first: `npm run build`.');
  }
}
