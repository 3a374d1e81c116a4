import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { type SiteServer, serveSite } from '../../src/site-server/server.ts';

/** Pages that every general law is checked on. */
export const pages = [
  { name: 'home', path: '/' },
  { name: 'lesson', path: '/two-ways/place-one-order/' },
  { name: 'interview question', path: '/interview/key-differences/' },
];

/** Playwright's test with the built site served on a free port; `open` goes to a page and waits until it is live. */
export const test = base.extend<{ open: (path: string) => Promise<void> }, { site: SiteServer }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from here
    async ({}, use) => {
      const site = await serveSite({ port: 0, root: join(import.meta.dirname, '../../build') });
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ site }, use) => use(site.url),
  open: async ({ page, javaScriptEnabled }, use) => {
    await use(async (path) => {
      await page.goto(path);
      if (javaScriptEnabled !== false) await live(page);
    });
  },
});

/** Waits until React has taken over the page. */
export async function live(page: Page): Promise<void> {
  await expect(page.locator('html[data-has-hydrated="true"]')).toBeAttached();
}

export { expect };
