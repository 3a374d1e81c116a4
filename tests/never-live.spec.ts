/* Where scripts do not come, a page is read as without scripts, and says what can be done. */
import type { Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import { codeWith } from './support/code.ts';
import { settled } from './support/settled.ts';
import { expect, live, test } from './support/site.ts';

const scripts = '**/*.js';

/** What a reader sees of the page itself. */
const textOf = (page: Page) => page.locator('#__docusaurus').allInnerTexts();

for (const path of ['/explore/', '/review/', '/two-ways/place-one-order/']) {
  test(`${path} without its scripts reads as with JavaScript switched off, and is loaded again by keyboard`, async ({
    page,
    browser,
    site,
  }) => {
    const plain = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false });
    const written = await plain.newPage();
    await written.goto(path);

    await page.route(scripts, (route) => route.abort());
    await page.goto(path);
    const line = page.getByRole('alert');
    await expect(line).toContainText('A part of this page did not come.');
    await expect(line).toBeInViewport({ ratio: 1 });
    expect(await textOf(page)).toEqual(await textOf(written));
    await expect(page.getByRole('contentinfo')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await plain.close();

    await page.unroute(scripts);
    await line.getByRole('button', { name: 'Load the page again' }).press('Enter');
    await live(page);
    await expect(line).toHaveCount(0);
  });
}

test('a page that was long, and is loaded again without its scripts, holds no emptiness', async ({
  page,
  open,
}) => {
  const length = () => page.evaluate<number>("document.querySelector('main').offsetHeight");
  await open('/progress/');
  await settled(page);
  expect(await length()).toBeGreaterThan(1_500);
  await page.route(scripts, (route) => route.abort());
  await page.reload();
  await expect(page.getByRole('alert')).toBeVisible();
  expect(await length()).toBe(page.viewportSize()?.height);
});

test('a page whose own code does not come in the end says so, too', async ({ page }) => {
  await page.route(`**${codeWith('Turn a knob, and')}`, (route) => route.abort());
  await page.goto('/explore/');
  await expect(page.getByText('The model is coming…')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('A part of this page did not come.');
  await expect(page.getByText('The model is coming…')).toBeHidden();
  await expect(page.getByRole('contentinfo')).toBeVisible();
});

test('a part whose code does not come says so in its place, and the page goes on', async ({ page, open }) => {
  const desk = `**${codeWith('You are done for today')}`;
  await page.route(desk, (route) => route.abort());
  await open('/review/');
  const line = page.getByRole('main').getByRole('alert');
  await expect(line).toContainText('A part of this page did not come.');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Review');
  await expect(page.getByRole('link', { name: 'all questions' })).toBeVisible();
  await expect(page.getByRole('contentinfo')).toBeVisible();
  await page.unroute(desk);
  await line.getByRole('button', { name: 'Load the page again' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Cram for an interview' })).toBeVisible();
});
