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

/** The pages of the lessons. */
export const lessonPages = readLessons(join(import.meta.dirname, '../..')).map(({ href }) => href);

/** Whether every page is asked for all there is to ask. `npm run test:every-page` does. */
export const isComplete = process.env.PAGES === 'all';

/** Groups of pages that share their frame and their parts, and how many of them stand for one that is looked at. */
const groups: { has: (path: string) => boolean; oneOf: number }[] = [
  { has: (path) => lessonPages.includes(path), oneOf: 7 },
  { has: (path) => /^\/(interview|failures)\/[^/]+\/$/.test(path), oneOf: 9 },
  { has: isPart, oneOf: 4 },
  // Of cards, of a lesson's cards and of recorded runs: hundreds, made alike.
  { has: (path) => /^\/(questions|runs)\/[^/]+\/[^/]+\/(.+\/)?$/.test(path), oneOf: 89 },
];

/** Every page that is one of its kind, and of each group some, or all. */
export const checkedPages = pages.filter(({ path }) => isComplete || standsForItsGroup(path));

/** Of the lessons some, or all. */
export const someLessons = lessonPages.filter((path) => isComplete || standsForItsGroup(path));

/** So long that looking at their every element takes half a minute; `npm run test:every-page` does. */
const long = new Set(['/side-by-side/', '/take-away/print/']);

/** Whether every element of a page is looked at. */
export const isCloselyChecked = (path: string): boolean => isComplete || !long.has(path);

const laptop = { name: 'on a laptop, in light', width: 1280, height: 720, colorScheme: 'light' } as const;
const phone = { name: 'on a phone, in dark', width: 360, height: 740, colorScheme: 'dark' } as const;

/** How a page is looked at: both ways, or one page after the other in turn. */
export const waysToLook = (path: string): (typeof laptop | typeof phone)[] => {
  if (isComplete) return [laptop, phone];
  return checkedPages.findIndex((page) => page.path === path) % 2 === 0 ? [laptop] : [phone];
};

/** Whether a page is that of a part, below whose address its lessons stand. */
function isPart(path: string): boolean {
  return path !== '/' && lessonPages.some((lesson) => lesson !== path && lesson.startsWith(path));
}

function standsForItsGroup(path: string): boolean {
  const group = groups.find(({ has }) => has(path));
  if (!group) return true;
  const alike = pages.filter((page) => group.has(page.path));
  return alike.findIndex((page) => page.path === path) % group.oneOf === 0;
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
  page: async ({ page }, use, testInfo) => {
    await watchRequests(page);
    const problems = hearProblems(page);
    await use(page);
    if (testInfo.status === testInfo.expectedStatus) return;
    const body = [`At ${page.url()}`, ...problems].join('\n');
    await testInfo.attach('what the browser reported', { body, contentType: 'text/plain' });
  },
  baseURL: async ({ site }, use) => use(site.url),
  open: async ({ page, javaScriptEnabled }, use) => {
    await use(async (path) => {
      await page.goto(path);
      if (javaScriptEnabled !== false) await live(page);
    });
  },
});

/** What goes wrong in a page from now on without a test asking for it: it may be why something never came. */
function hearProblems(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`Error in the page: ${error.stack ?? error.message}`));
  page.on('requestfailed', (request) =>
    problems.push(`Request failed: ${request.url()}: ${request.failure()?.errorText}`),
  );
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`Console: ${message.text()}`);
  });
  return problems;
}

/** Waits until React has taken over the page. */
export async function live(page: Page): Promise<void> {
  // Looked for in the page, frame by frame: from outside it would be twice a second, and most pages take less.
  const isLive = `document.documentElement.dataset.hasHydrated === 'true'`;
  await page.waitForFunction(isLive, undefined, { timeout: 30_000 });
}

/** Does what any reader does: moves. What waits for that comes to life. */
export async function move(page: Page): Promise<void> {
  await live(page);
  await page.keyboard.press('Shift');
}

export { expect };
