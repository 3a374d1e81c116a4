/* The site as it is put online: below a path, at an address, with a repository and with a host's headers. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { serveSite } from '../src/site-server/server.ts';
import { sendHostHeaders } from './support/headers.ts';
import { live } from './support/site.ts';
import { SiteCopy } from './support/site-copy.ts';

const origin = 'https://site.test';
const path = '/200-or-202/';
const repository = 'https://code.test/me/200-or-202';

/** One build for all tests of the file: it takes as long as all of them. */
const test = base.extend<object, { online: { folder: string; url: string } }>({
  online: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from here
    async ({}, use) => {
      const copy = await SiteCopy.make();
      const { status, output } = await copy.build({
        SITE_URL: origin,
        BASE_URL: path,
        REPOSITORY_URL: repository,
      });
      expect(status, output).toBe(0);
      const root = await mkdtemp(join(tmpdir(), 'online-'));
      const folder = join(root, path);
      await cp(join(copy.root, 'build'), folder, { recursive: true });
      await cp(join(folder, '404.html'), join(root, '404.html'));
      const site = await serveSite({ port: 0, root });
      await use({ folder, url: new URL(path, site.url).href });
      await site.close();
      await copy.remove();
      await rm(root, { recursive: true });
    },
    { scope: 'worker', timeout: 400_000 },
  ],
});
test.describe.configure({ mode: 'serial' });

test('every address in every page stands below the path and leads to a file', ({ online }) => {
  const broken = new Set<string>();
  for (const file of readdirSync(online.folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.html')) continue;
    const html = readFileSync(join(online.folder, file), 'utf8');
    for (const [, address = ''] of html.matchAll(/(?:href|src)="(\/[^"]*)"/g)) {
      const target = decodeURI(address.split(/[?#]/)[0] ?? '');
      const own = join(online.folder, target.slice(path.length));
      const isThere =
        target.startsWith(path) &&
        (statSync(own, { throwIfNoEntry: false })?.isFile() || existsSync(join(own, 'index.html')));
      if (!isThere) broken.add(`${file}: ${address}`);
    }
  }
  expect([...broken]).toEqual([]);
});

test('canonical addresses, the sitemap and the cards name the site', ({ online }) => {
  const read = (file: string) => readFileSync(join(online.folder, file), 'utf8');
  expect(read('claims/index.html')).toContain(`<link rel="canonical" href="${origin}${path}claims/"`);
  const places = [...read('sitemap.xml').matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, place = '']) => place);
  expect(places).toContain(`${origin}${path}two-ways/place-one-order/`);
  for (const place of places)
    expect(existsSync(join(online.folder, place.slice(`${origin}${path}`.length), 'index.html')), place).toBe(
      true,
    );
  expect(read('take-away/200-or-202.csv')).toContain(`${origin}${path}questions/`);
});

test('a page that has moved leads on, search finds, a card reports to the repository', async ({
  page,
  online,
}) => {
  await page.goto(`${online.url}about/judged-statements/`);
  await expect(page).toHaveURL(`${online.url}claims/`);
  await live(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('dead-letter queue');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`^${online.url}.+`));
  await page.goto(`${online.url}questions/`);
  await page.locator('main li a').first().click();
  await expect(page).toHaveURL(/\/questions\/.+\/.+\/.+\/$/);
  await page.reload();
  await expect(page.getByRole('link', { name: 'This item is wrong' }).first()).toHaveAttribute(
    'href',
    new RegExp(`^${repository}/issues/new\\?template=wrong-item.yml&.*item=`),
  );
});

test('with the headers of a host nothing of a page is refused', async ({ page, online }) => {
  const refused: string[] = [];
  page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
  await sendHostHeaders(page, join(online.folder, '_headers'));
  for (const place of [
    '',
    'two-ways/place-one-order/',
    'review/',
    'claims/',
    'interview/define-synchronous/',
  ]) {
    await page.goto(online.url + place);
    await live(page);
  }
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('backlog');
  await expect(page.getByRole('option').first()).toBeVisible();
  expect(refused).toEqual([]);
});
