import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The addresses in all pages of a built site that do not stand below its path, or lead to no file: `page: address`. */
export function brokenAddresses(build: string, path: string): string[] {
  const broken = new Set<string>();
  const known = new Map<string, boolean>();
  const isThere = (address: string): boolean => {
    const target = decodeURI(address.split(/[?#]/)[0] ?? '');
    if (!target.startsWith(path)) return false;
    const own = join(build, target.slice(path.length));
    return statSync(own, { throwIfNoEntry: false })?.isFile() === true || existsSync(join(own, 'index.html'));
  };
  for (const file of readdirSync(build, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.html')) continue;
    const html = readFileSync(join(build, file), 'utf8');
    for (const [, quoted, bare] of html.matchAll(/\s(?:href|src)=(?:"(\/[^"]*)"|(\/[^\s>"]*))/g)) {
      const address = quoted ?? bare ?? '';
      const leads = known.get(address) ?? isThere(address);
      known.set(address, leads);
      if (!leads) broken.add(`${file}: ${address}`);
    }
  }
  return [...broken];
}

/** The canonical address of a page, such as `claims/`. */
export const canonicalOf = (build: string, page: string): string | undefined =>
  /rel="?canonical"? href="?([^" >]+)/.exec(readFileSync(join(build, page, 'index.html'), 'utf8'))?.[1];
