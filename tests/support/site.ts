import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { readLessons } from '../../src/plugins/question-bank/lessons.ts';
import { type SiteServer, serveSite } from '../../src/site-server/server.ts';
import { watchRequests } from './settled.ts';

const build = join(import.meta.dirname, '../../build');

/** Pages that only lead on to where a page has moved. */
const leadsOn = (file: string) => readFileSync(join(build, file), 'utf8').includes('http-equiv="refresh"');

/** Every page of the built site. */
export const pages = readdirSync(build, { recursive: true, encoding: 'utf8' })
  .filter((file) => basename(file) === 'index.html' && !leadsOn(file))
  .map((file) => `/${dirname(file).split(sep).join('/')}/`.replace('/./', '/'))
  .sort()
  .map((path) => ({ name: path === '/' ? 'home' : path, path }));

/** The pages of cards, of a lesson's cards and of recorded runs: hundreds, made alike. */
const madeAlike = /^\/(questions|runs)\/[^/]+\/[^/]+\/(.+\/)?$/;

/** The pages of the lessons. */
export const lessonPages = readLessons(join(import.meta.dirname, '../..')).map(({ href }) => href);

/** Whether every page is asked for all there is to ask. `npm run test:every-page` does. */
export const isComplete = process.env.PAGES === 'all';

/**
 * The pages on which each general law is checked: all that an author writes, and each thirteenth of those that are made
 * alike, which takes cards of all kinds.
 */
export const checkedPages = isComplete ? pages : sample();

/**
 * The pages whose every element is looked at, which takes long: each third of the lessons, of the questions and of the
 * failures, and all others of `checkedPages`.
 */
export const closelyChecked = new Set(checkedPages.map(({ path }) => path).filter(isLookedAtClosely));

/** Each third of the lessons, for laws that hold a lesson's frame. */
export const someLessons = lessonPages.filter((_, index) => isComplete || index % 3 === 0);

function isLookedAtClosely(path: string): boolean {
  const alike = [lessonPages, pathsBelow('/interview/'), pathsBelow('/failures/')].find((group) =>
    group.includes(path),
  );
  return isComplete || alike === undefined || alike.indexOf(path) % 3 === 0;
}

function pathsBelow(folder: string): string[] {
  return pages.map(({ path }) => path).filter((path) => path.startsWith(folder) && path !== folder);
}

function sample() {
  const alike = pages.filter(({ path }) => madeAlike.test(path));
  return pages.filter((page) => !madeAlike.test(page.path) || alike.indexOf(page) % 13 === 0);
}

/** Playwright's test with the built site served on a free port; `open` goes to a page and waits until it is live. */
export const test = base.extend<{ open: (path: string) => Promise<void> }, { site: SiteServer }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from here
    async ({}, use) => {
      const site = await serveSite({ port: 0, root: build });
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ page }, use) => {
    watchRequests(page);
    await use(page);
  },
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

/** Does what any reader does: moves. What waits for that comes to life. */
export async function move(page: Page): Promise<void> {
  await live(page);
  await page.keyboard.press('Shift');
}

export { expect };
