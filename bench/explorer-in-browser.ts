import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { findChromium } from '#runner/chromium.ts';
import { project } from '#runner/project.ts';
import type { RunRequest } from '../src/explorer/run/protocol.ts';
import { serveSite } from '../src/site-server/server.ts';
import { modelQueue, queueSettings } from './explorer-model.ts';
import { type Ratio, ratioOf } from './ratio.ts';

/** What a page may keep a reader waiting for, in ms. */
const mostMs = 50;

interface Result {
  /** Events per second of the model in a worker of a browser, round by round. */
  worker: number[];
  /** The longest task of the page's main thread while a long run was drawn, in ms; 0 where none took 50 ms. */
  longestTaskMs: number[];
  ratios: Ratio[];
}

/**
 * The explorer's model in a browser's worker beside the same run in Node, and how long its page keeps its main thread
 * while the worker is busy with a day of two million orders. It takes the built site.
 */
export async function benchExplorerInBrowser(rounds: number): Promise<Result> {
  const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
  const site = await serveSite({ port: 0, root: join(project.root, 'build') });
  const [worker, node, longestTaskMs]: [number[], number[], number[]] = [[], [], []];
  try {
    for (let round = -1; round < rounds; round += 1) {
      const inNode = modelQueue();
      const { page, address } = await openExplorer(browser, new URL('/explore/', site.url).href);
      const inWorker = await perSecondIn(page, address);
      const longest = await longestTaskOfADay(page);
      await page.close();
      if (round < 0) continue;
      node.push(inNode);
      worker.push(inWorker);
      longestTaskMs.push(longest);
    }
  } finally {
    await Promise.all([site.close(), browser.close()]);
  }
  return {
    worker,
    longestTaskMs,
    ratios: [
      ratioOf('events per second, explorer model in a browser’s worker : in Node', worker, node),
      ratioOf(
        'longest task of /explore/ while a day is worked through ÷ 50 ms',
        longestTaskMs,
        longestTaskMs.map(() => mostMs),
      ),
    ],
  };
}

/** Runs in the page from its beginning on. A browser tells of tasks from 50 ms on. */
const hearLongTasks = `globalThis.longestTask = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
}).observe({ type: 'longtask' });`;

/** The page of the explorer once it is quiet, and where its worker comes from. */
async function openExplorer(browser: Browser, url: string): Promise<{ page: Page; address: string }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(hearLongTasks);
  const worker = page.waitForEvent('worker');
  await page.goto(url);
  const address = (await worker).url();
  await page.waitForLoadState('networkidle');
  await stored(page);
  return { page, address };
}

/** Works the queue of the other benchmark through in a worker of its own. */
function perSecondIn(page: Page, address: string): Promise<number> {
  const request: RunRequest = { side: 'a', id: 1, settings: queueSettings };
  return page.evaluate<number>(`new Promise((resolve) => {
    const worker = new Worker(${JSON.stringify(address)});
    const begin = performance.now();
    worker.onmessage = ({ data: { totals } }) => {
      if (!totals) return;
      worker.terminate();
      resolve((totals.events / (performance.now() - begin)) * 1000);
    };
    worker.postMessage(${JSON.stringify(request)});
  })`);
}

async function longestTaskOfADay(page: Page): Promise<number> {
  await page.evaluate('longestTask = 0');
  await page.getByLabel('Begin with').selectOption({ label: 'A day with a peak' });
  await page.waitForURL(/seconds=86400/);
  await stored(page, 1_000_000);
  return page.evaluate<number>('longestTask');
}

/** Waits until a run has ended with at least so many orders stored. */
async function stored(page: Page, least = 1): Promise<void> {
  await page.waitForFunction(
    `[...document.querySelectorAll('tr')].some((row) => row.textContent.startsWith('Orders stored') &&
      Number(row.textContent.replace(/\\D/g, '')) >= ${least})`,
  );
}
