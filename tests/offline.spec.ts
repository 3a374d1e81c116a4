/* After one visit the site works without a network, and says so. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveSite } from '../src/site-server/server.ts';
import { answerCard, saveRecord } from './support/progress.ts';
import { expect, live, test } from './support/site.ts';

test.use({ serviceWorkers: 'allow' });

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

test('network cut: pages of every kind open, search finds, and an answer is kept', async ({
  page,
  context,
  open,
}) => {
  test.setTimeout(180_000);
  const elsewhere: string[] = [];
  context.on('request', (request) => {
    if (new URL(request.url()).hostname !== 'localhost') elsewhere.push(request.url());
  });
  await open('/');
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

test('a new build takes the place of the copy, and takes over what has not changed', async ({ browser }) => {
  test.setTimeout(240_000);
  const root = await mkdtemp(join(tmpdir(), 'updated-'));
  await cp(build, root, { recursive: true, filter: (path) => !path.endsWith('.br') });
  let site = await serveSite({ port: 0, root });
  const context = await browser.newContext({ baseURL: site.url, serviceWorkers: 'allow' });
  const copies = async () => {
    const page = context.pages()[0] ?? (await context.newPage());
    return page.evaluate<string[]>('caches.keys()');
  };
  try {
    const page = await context.newPage();
    await page.goto('/failures/poison/');
    await live(page);
    await expect(page.getByText('Stored in this browser')).toBeVisible({ timeout: 120_000 });
    const [before] = await copies();

    // A build that differs in one page, outside of what React makes anew when it takes the page over.
    const file = join(root, 'failures/poison/index.html');
    await writeFile(file, (await readFile(file, 'utf8')).replace('</body>', '<p>built again</p></body>'));
    const worker = await readFile(join(root, 'sw.js'), 'utf8');
    const changed = worker
      .replace(/const version = '\w+'/, "const version = 'another'")
      .replace(/"failures\/poison\/":"[^"]+"/, '"failures/poison/":"another"');
    await writeFile(join(root, 'sw.js'), changed);
    // The server knows the files that were there when it began.
    await site.close();
    site = await serveSite({ port: site.port, root });
    const asked: string[] = [];
    context.on(
      'request',
      (request) => request.serviceWorker() && asked.push(new URL(request.url()).pathname),
    );
    await page.evaluate('navigator.serviceWorker.getRegistration().then((each) => each.update())');
    await expect.poll(copies, { timeout: 60_000 }).toEqual(['site-another']);
    expect(before).not.toBe('site-another');
    expect(asked.filter((path) => path.startsWith('/assets/'))).toEqual([]);
    await context.setOffline(true);
    await page.goto('/failures/poison/');
    await expect(page.getByText('built again')).toBeVisible();
    await live(page);
    await expect(page.getByText('built again')).toBeVisible();
  } finally {
    await context.close();
    await site.close();
    await rm(root, { recursive: true });
  }
});
