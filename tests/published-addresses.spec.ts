import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, pages, test } from './support/site.ts';

const build = join(import.meta.dirname, '../build');
const list = join(import.meta.dirname, 'published-addresses.txt');

const htmlOf = (path: string) => readFileSync(join(build, path, 'index.html'), 'utf8');

/** The places of a page that a link may lead to: headings, and entries of lists. */
function anchorsOf(html: string): string[] {
  const ids = [...html.matchAll(/<(?:h[1-6]|li|section|article)\b[^>]*?\sid="?([^\s">]+)/g)].map(
    (match) => match[1],
  );
  // React makes up the others anew in every build.
  return ids.filter((id): id is string => id !== undefined && /^[\p{L}\d]/u.test(id));
}

/** Every address of the built site. */
const addresses = () =>
  pages.flatMap(({ path }) => [
    path,
    // The sheet to print is for paper; a run's page has the claims of the run that is recorded now.
    ...(path === '/take-away/print/' || /^\/runs\/.+\//.test(path)
      ? []
      : anchorsOf(htmlOf(path)).map((anchor) => `${path}#${anchor}`)),
  ]);

// What somebody has linked to leads somewhere for ever. `PUBLISH=1 playwright test tests/published-addresses.spec.ts` adds
// what is new to the list.
test('every address that was ever published is still there, or leads on', () => {
  const published = readFileSync(list, 'utf8').split('\n').filter(Boolean);
  const present = new Set(addresses());
  if (process.env.PUBLISH) {
    const all = new Set([...published, ...present]);
    writeFileSync(list, `${[...all].sort().join('\n')}\n`);
  }
  const gone = published.filter((address) => {
    const [path = '', anchor] = address.split('#');
    if (present.has(address)) return false;
    // A page that has moved takes its anchors along; without a page of its own an anchor is gone.
    if (!existsSync(join(build, path, 'index.html'))) return true;
    const target = /http-equiv="refresh" content="0; url=([^"]*)"/.exec(htmlOf(path))?.[1];
    return target === undefined || !present.has(anchor ? `${target}#${anchor}` : target);
  });
  expect(gone, 'Bring these back, or add a redirect to movedPages in docusaurus.config.ts.').toEqual([]);
});
