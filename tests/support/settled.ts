import type { Page, Request } from '@playwright/test';

interface Watched {
  underway: Set<Request>;
  /** Called when nothing is underway any more. */
  waiting: (() => void)[];
}

const watched = new WeakMap<Page, Watched>();

/** Watches what a page asks for, from now on. */
export function watchRequests(page: Page): void {
  const state: Watched = { underway: new Set(), waiting: [] };
  watched.set(page, state);
  const ended = (request: Request) => {
    state.underway.delete(request);
    if (state.underway.size === 0) for (const go of state.waiting.splice(0)) go();
  };
  page.on('request', (request) => state.underway.add(request));
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
}

/**
 * Waits until a page has all that it asked for, and has drawn it: nothing is underway, the typefaces are there, and two
 * frames and an idle moment later nothing has been asked for again.
 */
export async function settled(page: Page): Promise<void> {
  const state = watched.get(page);
  if (!state) throw new Error('Nobody watches the requests of this page: take `page` from support/site.ts.');
  do {
    if (state.underway.size > 0) await new Promise<void>((resolve) => state.waiting.push(resolve));
    await page.evaluate(`(async () => {
      await document.fonts.ready;
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      await new Promise((idle) => requestIdleCallback(idle));
    })()`);
  } while (state.underway.size > 0);
}
