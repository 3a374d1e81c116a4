import type { Page, Request } from '@playwright/test';

interface Watched {
  underway: Set<Request>;
  /** Called when nothing is underway any more. */
  waiting: (() => void)[];
}

const watched = new WeakMap<Page, Watched>();

/** Watches what a page asks for, from now on: of the server, and of the database in which the browser keeps its record. */
export async function watchRequests(page: Page): Promise<void> {
  const state: Watched = { underway: new Set(), waiting: [] };
  watched.set(page, state);
  const ended = (request: Request) => {
    state.underway.delete(request);
    if (state.underway.size === 0) for (const go of state.waiting.splice(0)) go();
  };
  page.on('request', (request) => state.underway.add(request));
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  // What the database is asked for is no request that can be seen from outside.
  await page.addInitScript(`
    window.askedOfDatabase = 0;
    for (const [{ prototype }, name, ...ends] of [
      [IDBFactory, 'open', 'success', 'error'],
      [IDBDatabase, 'transaction', 'complete', 'abort'],
    ]) {
      const ask = prototype[name];
      prototype[name] = function (...what) {
        const asked = ask.apply(this, what);
        askedOfDatabase += 1;
        const ended = new AbortController();
        const end = () => {
          ended.abort();
          askedOfDatabase -= 1;
        };
        for (const each of ends) asked.addEventListener(each, end, { signal: ended.signal });
        return asked;
      };
    }
  `);
}

/**
 * Waits until a page has all that it asked for, and has drawn it: nothing is underway, no part of it says that it is
 * still being filled, the typefaces are there, and two frames and an idle moment later nothing has been asked for again.
 */
export async function settled(page: Page): Promise<void> {
  const state = watched.get(page);
  if (!state) throw new Error('Nobody watches the requests of this page: take `page` from support/site.ts.');
  for (;;) {
    if (state.underway.size > 0) await new Promise<void>((resolve) => state.waiting.push(resolve));
    await page.waitForFunction(`askedOfDatabase === 0 && !document.querySelector('.waiting')`);
    await page.evaluate(`(async () => {
      await document.fonts.ready;
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      await new Promise((idle) => requestIdleCallback(idle));
    })()`);
    if (state.underway.size === 0 && (await page.evaluate('askedOfDatabase')) === 0) return;
  }
}
