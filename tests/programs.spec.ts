/* What programs read: llms.txt and the pages as Markdown. */
import { expect, test } from './support/site.ts';

test('llms.txt lists pages that are there as Markdown', async ({ request }) => {
  const text = await (await request.get('/llms.txt')).text();
  const addresses = [...text.matchAll(/\]\((\S+)\)/g)].map(([, address = '']) => new URL(address).pathname);
  expect(addresses).toContain('/two-ways/place-one-order/index.md');
  expect(addresses.length).toBeGreaterThan(50);
  for (const address of addresses) expect((await request.get(address)).status(), address).toBe(200);
});

test('a lesson as Markdown has its headings, its claims by name with verdict and date, and no solutions', async ({
  page,
  open,
  request,
}) => {
  const path = '/two-ways/place-one-order/';
  const text = await (await request.get(`${path}index.md`)).text();
  await open(path);
  for (const heading of await page.locator('main h2').allInnerTexts())
    expect(text).toContain(`## ${heading.replaceAll('\u200b', '').trim()}`);
  expect(text).toMatch(/`two-paths\/first-order\/[a-z0-9-]+` ✓ holds/);
  expect(text).toMatch(/Recorded on \d+ \w+ 2026/);
  expect(text).not.toMatch(/<(div|span|button|svg|details)\b/);
});

test('a judged statement has its name, its verdict and its address', async ({ request }) => {
  const text = await (await request.get('/claims/index.md')).text();
  expect(text).toContain('#002-s10');
});
