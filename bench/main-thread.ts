import type { Browser } from '@playwright/test';

/** What the main thread of a page did until the page was alive and quiet, in seconds. */
export interface MainThread {
  /** All tasks: parsing, style, layout, scripts. */
  tasks: number;
  /** Scripts alone. */
  scripts: number;
}

/** Opens the page with an empty cache and reads Chromium's own counters once React has taken over and nothing loads. */
export async function mainThreadOf(browser: Browser, url: string): Promise<MainThread> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const devTools = await context.newCDPSession(page);
    await devTools.send('Performance.enable');
    await page.goto(url);
    await page.locator('html[data-has-hydrated="true"]').waitFor();
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
