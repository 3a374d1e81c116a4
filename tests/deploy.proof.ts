/* The site as it is put online: below a path, and at an address. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { brokenAddresses, canonicalOf } from './support/addresses.ts';
import { SiteCopy } from './support/site-copy.ts';

const origin = 'https://site.test';
const path = '/200-or-202/';

/** One build for all tests of the file: it takes as long as all of them. */
const test = base.extend<object, { online: { folder: string } }>({
  online: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from here
    async ({}, use) => {
      const copy = await SiteCopy.make();
      const { status, output } = await copy.build({ SITE_URL: origin, BASE_URL: path });
      expect(status, output).toBe(0);
      await use({ folder: join(copy.root, 'build') });
      await copy.remove();
    },
    { scope: 'worker', timeout: 400_000 },
  ],
});
// Whoever takes the second test takes the build of the first.
test.describe.configure({ mode: 'serial' });

test('every address in every page stands below the path and leads to a file', ({ online }) => {
  expect(brokenAddresses(online.folder, path)).toEqual([]);
});

test('canonical addresses, the sitemap and the cards name the site', ({ online }) => {
  const read = (file: string) => readFileSync(join(online.folder, file), 'utf8');
  expect(canonicalOf(online.folder, 'claims')).toBe(`${origin}${path}claims/`);
  const places = [...read('sitemap.xml').matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, place = '']) => place);
  expect(places).toContain(`${origin}${path}two-ways/place-one-order/`);
  for (const place of places)
    expect(existsSync(join(online.folder, place.slice(`${origin}${path}`.length), 'index.html')), place).toBe(
      true,
    );
  expect(read('take-away/200-or-202.csv')).toContain(`${origin}${path}questions/`);
});
