/*
 * Client module: a piece of the site's code whose request fails is asked for again, in a tunnel for instance. Without
 * that, what waits for it would stay as it was written, or empty, until the page is loaded anew.
 */

/** What the bundler's runtime has for it: loads a chunk, and forgets one that has failed. */
declare const __webpack_require__: { e(chunk: string): Promise<unknown> };

/** Milliseconds before each further request. Few: after a new build the old code is gone, and the page has to be loaded anew. */
const pauses = [300, 1000, 3000];

if (typeof document !== 'undefined') {
  const load = __webpack_require__.e;
  const askUntilItComes = (chunk: string, tries: number): Promise<unknown> =>
    load(chunk).catch(async (error: unknown) => {
      const pause = pauses[tries];
      if (pause === undefined) throw error;
      await new Promise((over) => setTimeout(over, pause));
      return askUntilItComes(chunk, tries + 1);
    });
  __webpack_require__.e = (chunk) => askUntilItComes(chunk, 0);
}
