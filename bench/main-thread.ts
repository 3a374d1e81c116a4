import type { Browser } from '@playwright/test';

/** CPU time of a page's main thread until the page was alive and quiet, in seconds. */
export interface MainThread {
  /** All tasks: parsing, style, layout, scripts. */
  tasks: number;
  /** Scripts alone. */
  scripts: number;
}

/** Runs in the page, and is told of what happens: to look again and again would be work of the main thread. */
const tellWhenAlive = `addEventListener('DOMContentLoaded', () => {
  const root = document.documentElement;
  new MutationObserver((_, observer) => {
    if (root.dataset.hasHydrated !== 'true') return;
    observer.disconnect();
    pageIsAlive();
  }).observe(root, { attributeFilter: ['data-has-hydrated'] });
})`;

/** Opens the page with an empty cache and reads Chromium's own counters once React has taken over and nothing loads. */
export async function mainThreadOf(browser: Browser, url: string): Promise<MainThread> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const devTools = await context.newCDPSession(page);
    // Its own CPU time: on a busy machine, the clock would count what other threads do in the meantime.
    await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const { promise: alive, resolve } = Promise.withResolvers<void>();
    await page.exposeFunction('pageIsAlive', resolve);
    await page.addInitScript(tellWhenAlive);
    await page.goto(url);
    await alive;
    await page.waitForLoadState('networkidle');
    // Whatever was put off to an idle moment has had one.
    await page.evaluate('new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve)))');
    const { metrics } = await devTools.send('Performance.getMetrics');
    const value = (name: string) => metrics.find((each) => each.name === name)?.value ?? Number.NaN;
    return { tasks: value('TaskDuration'), scripts: value('ScriptDuration') };
  } finally {
    await context.close();
  }
}
