import type { Page } from '@playwright/test';
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

/** Their scripts fill them from what the browser remembers. */
for (const path of isComplete ? ['/mock/', '/progress/', '/review/'] : ['/mock/']) {
  test(`${path}, loaded again where it was scrolled to, is there again, and nothing moves`, async ({
    page,
  }) => {
    await watchShifts(page);
    await page.goto(path);
    await live(page);
    await settled(page);
    const scroll = (part: number) =>
      page.evaluate<number>(`(() => {
        const most = document.documentElement.scrollHeight - innerHeight;
        scrollTo({ top: Math.round(${part} * most), behavior: "instant" });
        return scrollY;
      })()`);
    for (const part of [0.5, 1]) {
      const place = await scroll(part);
      expect(place).toBeGreaterThan(100);
      await page.reload();
      await live(page);
      await settled(page);
      expect.soft(await page.evaluate('scrollY'), `pixels from the top, ${part} down`).toBe(place);
      expect.soft(await shift(page), `layout shift, ${part} down`).toBeLessThanOrEqual(mostShift);
    }
  });
}

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

/** How far an element is from the top of the window, less its margin; 0 at the end of a page that cannot scroll further. */
const missedBy = (page: Page, id: string): Promise<number> =>
  page.evaluate(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const element = document.getElementById(${JSON.stringify(id)});
    const off = element.getBoundingClientRect().top - parseFloat(getComputedStyle(element).scrollMarginTop);
    const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    done(atEnd && off > 0 ? 0 : Math.abs(off));
  })))`);
