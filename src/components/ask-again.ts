/*
 * Client module: a piece of the site's code whose request fails is asked for again, in a tunnel for instance. Without
 * that, what waits for it would stay as it was written, or empty, until the page is loaded anew. Where it does not come in
 * the end and the page cannot live without it, the page says so (plugins/light/page-template.ts).
 */

/** What the bundler's runtime has for it: loads a chunk, and forgets one that has failed. */
declare const __webpack_require__: { e(chunk: string): Promise<unknown> };

/** Milliseconds before each further request. Few: after a new build the old code is gone, and the page has to be loaded anew. */
const pauses = [300, 1000, 3000];

if (typeof document !== 'undefined') {
  const root = document.documentElement;
  // The development server has a page template of its own.
  if (process.env.NODE_ENV === 'development') root.dataset.js = '';
  const load = __webpack_require__.e;
  const askUntilItComes = (chunk: string, tries: number): Promise<unknown> =>
    load(chunk).catch(async (error: unknown) => {
      const pause = pauses[tries];
      if (pause === undefined) {
        // React takes over a page when all that it begins with is there.
        if (root.dataset.hasHydrated !== 'true') dispatchEvent(new Event('never-live'));
        throw error;
      }
      await new Promise((over) => setTimeout(over, pause));
      return askUntilItComes(chunk, tries + 1);
    });
  __webpack_require__.e = (chunk) => askUntilItComes(chunk, 0);
}
