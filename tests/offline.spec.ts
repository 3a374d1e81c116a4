/* After one visit the site works without a network, and says so. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { type SiteServer, serveSite } from '../src/site-server/server.ts';
import { answerCard, saveRecord } from './support/progress.ts';
import { expect, live, test } from './support/site.ts';

// To store the whole site takes longer than all that is asked of the copy: one reader makes it, for both tests.
test.describe.configure({ mode: 'serial' });

const kinds = [
  '/',
  '/two-ways/place-one-order/',
  '/two-ways/',
  '/interview/define-synchronous/',
  '/failures/poison/',
  '/review/',
  '/mock/',
  '/claims/',
  '/facts/',
  '/explore/',
  '/questions/',
  '/progress/',
  '/about/local-cloud/',
];

const build = join(import.meta.dirname, '../build');

/** A copy of the built site, for the second test changes it. */
let root: string;
let site: SiteServer;
let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
  root = await mkdtemp(join(tmpdir(), 'offline-'));
  await cp(build, root, { recursive: true });
  site = await serveSite({ port: 0, root });
  context = await browser.newContext({ baseURL: site.url, serviceWorkers: 'allow' });
  page = await context.newPage();
});

test.afterAll(async () => {
  await context.close();
  await site.close();
  await rm(root, { recursive: true });
});

test('network cut: pages of every kind open, search finds, and an answer is kept', async () => {
  test.setTimeout(180_000);
  const elsewhere: string[] = [];
  context.on('request', (request) => {
    if (new URL(request.url()).hostname !== 'localhost') elsewhere.push(request.url());
  });
  await page.goto('/');
  await live(page);
  await expect(page.getByText('Stored in this browser: the site works without a network.')).toBeVisible({
    timeout: 120_000,
  });
  await context.setOffline(true);
  await expect(page.getByText('No network: this is the copy in this browser.')).toBeVisible();
  for (const path of kinds) {
    await page.goto(path);
    await live(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  await page.goto('/nothing-is-here/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  await page.goto('/questions/two-ways/place-one-order/what-the-202-means/');
  await live(page);
  await answerCard(page, /whether it succeeds will show/);
  await page.goto('/progress/');
  await live(page);
  expect((await saveRecord(page)).reviews).toHaveLength(1);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Search/ }).fill('dead-letter queue');
  await expect(page.getByRole('option').first()).toBeVisible();
  expect(elsewhere).toEqual([]);
});

test('a new build takes the place of the copy, and takes over what has not changed', async () => {
  test.setTimeout(240_000);
  const copies = () => page.evaluate<string[]>('caches.keys()');
  await context.setOffline(false);
  await page.goto('/failures/poison/');
  await live(page);
  const [before] = await copies();
  expect(before).toMatch(/^site-/);

  // A build that differs in one page, outside of what React makes anew when it takes the page over.
  const write = async (name: string, text: string) => {
    await writeFile(join(root, name), text);
    await rm(join(root, `${name}.br`));
  };
  const file = 'failures/poison/index.html';
  const html = await readFile(join(root, file), 'utf8');
  await write(file, html.replace('</body>', '<p>built again</p></body>'));
  const worker = await readFile(join(root, 'sw.js'), 'utf8');
  const changed = worker
    .replace(/const version = '\w+'/, "const version = 'another'")
    .replace(/"failures\/poison\/":"[^"]+"/, '"failures/poison/":"another"');
  await write('sw.js', changed);
  const asked: string[] = [];
  context.on('request', (request) => request.serviceWorker() && asked.push(new URL(request.url()).pathname));
  await page.evaluate('navigator.serviceWorker.getRegistration().then((each) => each.update())');
  await expect.poll(copies, { timeout: 60_000 }).toEqual(['site-another']);
  expect(before).not.toBe('site-another');
  expect(asked.filter((path) => path.startsWith('/assets/'))).toEqual([]);
  await context.setOffline(true);
  await page.goto('/failures/poison/');
  await expect(page.getByText('built again')).toBeVisible();
  await live(page);
  await expect(page.getByText('built again')).toBeVisible();
});
