import type { Page } from '@playwright/test';

/** Layout shift that a reader may see on one page, as in Core Web Vitals; 0.1 counts as good there. */
export const mostShift = 0.02;

/** Adds up the layout shifts of every page that is opened from now on. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(`
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifted += value;
    }).observe({ type: 'layout-shift', buffered: true });
  `);
}

/** The layout shift so far, when two more frames have been drawn. */
export const shift = (page: Page): Promise<number> =>
  page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(shifted))))',
  );
