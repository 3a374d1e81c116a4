import type { Page } from '@playwright/test';
import { codeWith } from './support/code.ts';
import { mostShift, shift, watchShifts } from './support/layout-shift.ts';
import { settled } from './support/settled.ts';
import { expect, isComplete, live, someLessons, test } from './support/site.ts';

const widths = [360, 390, 1280, 1440, 1920];

/** One page of each kind, in all widths. On a laptop or on a phone, every-page.spec.ts looks at all that it opens. */
const kinds = [
  '/',
  '/claims/',
  '/explore/',
  '/failures/storm/',
  '/facts/',
  '/interview/',
  '/interview/key-differences/',
  '/mock/',
  '/paths/',
  '/progress/',
  '/queue/',
  '/questions/',
  '/review/',
  '/take-away/',
  '/two-ways/place-one-order/',
];
for (const path of isComplete ? kinds : ['/', '/two-ways/place-one-order/']) {
  test(`nothing moves while ${path} loads`, async ({ page }) => {
    await watchShifts(page);
    for (const width of widths) {
      await page.setViewportSize({ width, height: width < 600 ? 780 : 900 });
      await page.goto(path);
      await live(page);
      await settled(page);
      expect.soft(await shift(page), `layout shift, ${width} px wide`).toBeLessThanOrEqual(mostShift);
    }
  });
}

/** It paints what has come of a page before the rest has. */
for (const path of isComplete ? kinds : ['/']) {
  test(`nothing moves on a slow phone while ${path} loads`, async ({ page }) => {
    await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: 8 });
    await watchShifts(page);
    await page.setViewportSize({ width: 360, height: 780 });
    await page.goto(path);
    await live(page);
    await settled(page);
    expect(await shift(page), 'layout shift').toBeLessThanOrEqual(mostShift);
  });
}

/** Their scripts fill them: from what the browser remembers, or with what is calculated in it. */
const filled = isComplete
  ? ['/mock/', '/explore/', '/plan/', '/progress/', '/review/']
  : ['/mock/', '/explore/'];

for (const path of filled) {
  test(`${path} is as long as a window until it is filled, and loaded again as long as it was`, async ({
    page,
  }) => {
    await withoutTypefaces(page);
    let scripts = Promise.withResolvers<void>();
    await page.route('**/assets/js/*', async (route) => {
      await scripts.promise;
      await route.continue();
    });
    const length = () => page.evaluate<number>('document.documentElement.scrollHeight');
    await page.goto(path);
    const waits = page.getByRole('main').getByRole('status').filter({ hasText: '…' });
    await expect(waits).toBeVisible();
    const frameAndWindow = "document.querySelector('main').offsetTop + innerHeight";
    expect(await length()).toBe(await page.evaluate(frameAndWindow));
    scripts.resolve();
    await live(page);
    await settled(page);

    const place = await scrollTo(page, 1);
    const long = await length();
    scripts = Promise.withResolvers();
    await page.reload();
    await expect(waits).toBeVisible();
    await expect.poll(() => page.evaluate('scrollY')).toBe(place);
    expect(await length()).toBe(long);
    scripts.resolve();
    await live(page);
    await settled(page);
    expect(await length()).toBe(long);
    expect(await page.evaluate('scrollY')).toBe(place);
  });

  test(`${path}, loaded again where it was scrolled to, is there again, and nothing moves`, async ({
    page,
  }) => {
    await withoutTypefaces(page);
    await watchShifts(page);
    await page.goto(path);
    await live(page);
    await settled(page);
    for (const part of [0.5, 1]) {
      const place = await scrollTo(page, part);
      expect(place).toBeGreaterThan(100);
      await page.reload();
      await live(page);
      await settled(page);
      expect.soft(await page.evaluate('scrollY'), `pixels from the top, ${part} down`).toBe(place);
      expect.soft(await shift(page), `layout shift, ${part} down`).toBeLessThanOrEqual(mostShift);
    }
  });
}

test('how long a page was is not kept for the page after it', async ({ page, open }) => {
  const length = () => page.evaluate<number>("document.querySelector('main').offsetHeight");
  await open('/progress/');
  await settled(page);
  expect(await length()).toBeGreaterThan(1_500);
  await page.reload();
  await live(page);
  await settled(page);
  await page.evaluate('window.sameDocument = true');

  const { promise: wanted, resolve: letGo } = Promise.withResolvers<void>();
  await page.route(`**${codeWith('You are done for today')}`, async (route) => {
    await wanted;
    await route.continue();
  });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Review' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Review');
  await expect(page.locator('.waiting')).toBeVisible();
  expect(await length()).toBe(page.viewportSize()?.height);
  expect(await page.evaluate('window.sameDocument')).toBe(true);
  letGo();
  await settled(page);
});

for (const path of someLessons) {
  test(`places in ${path} are where their address leads`, async ({ page }) => {
    const html = await (await page.request.get(path)).text();
    const ids = [...html.matchAll(/<h[23]\b[^>]*?\sid="?([^\s">]+)/g)].flatMap(([, id]) => id ?? []);
    expect(ids.length).toBeGreaterThan(2);
    // What is off is off for all that stands below it: a place near the end tells.
    for (const id of isComplete ? ids : ids.slice(-3, -2)) {
      await page.goto('about:blank');
      await page.goto(`${path}#${id}`);
      await live(page);
      await settled(page);
      expect.soft(await missedBy(page, id), `pixels from #${id}`).toBeLessThanOrEqual(8);
    }
  });
}

/** On a busy machine a typeface comes too late to be used, and a page has another length with it than without. */
const withoutTypefaces = (page: Page) => page.route('**/fonts/*', (route) => route.abort());

/** Scrolls down a part of the way, and tells how far that is. */
const scrollTo = (page: Page, part: number): Promise<number> =>
  page.evaluate<number>(`(() => {
    const most = document.documentElement.scrollHeight - innerHeight;
    scrollTo({ top: Math.round(${part} * most), behavior: "instant" });
    return scrollY;
  })()`);

/** How far an element is from the top of the window, less its margin; 0 at the end of a page that cannot scroll further. */
const missedBy = (page: Page, id: string): Promise<number> =>
  page.evaluate(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const element = document.getElementById(${JSON.stringify(id)});
    const off = element.getBoundingClientRect().top - parseFloat(getComputedStyle(element).scrollMarginTop);
    const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    done(atEnd && off > 0 ? 0 : Math.abs(off));
  })))`);
