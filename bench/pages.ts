import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '#runner/chromium.ts';
import { project } from '#runner/project.ts';
import { serveSite } from '../src/site-server/server.ts';
import { type MainThread, mainThreadOf } from './main-thread.ts';
import { type Ratio, ratioOf } from './ratio.ts';
import { buildStockSite } from './stock-site.ts';

/** A page of text without questions, and a lesson with all that a lesson has but a replay. */
const plain = '/method/';
const lesson = '/two-ways/confused-words/';

/**
 * What the main thread has to do for a page: the review page beside a page without questions, and a lesson beside the
 * same text in stock Docusaurus. The four alternate, each with an empty cache. It takes at least seven rounds.
 */
export async function benchPages(
  rounds: number,
): Promise<{ seconds: Record<string, MainThread[]>; ratios: Ratio[] }> {
  const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
  const site = await serveSite({ port: 0, root: join(project.root, 'build') });
  const at = (path: string) => new URL(path, site.url).href;
  const stockFolder = await buildStockSite(browser, at(lesson));
  const stock = await serveSite({ port: 0, root: join(stockFolder, 'build') });
  const pages = {
    review: at('/review/'),
    plain: at(plain),
    lesson: at(lesson),
    stock: new URL('/lesson/', stock.url).href,
  };
  const seconds: Record<keyof typeof pages, MainThread[]> = { review: [], plain: [], lesson: [], stock: [] };
  try {
    // The first round only warms the disk and the compiler.
    for (let round = -1; round < Math.max(rounds, 7); round += 1) {
      for (const name of Object.keys(pages) as (keyof typeof pages)[]) {
        const spent = await mainThreadOf(browser, pages[name]);
        if (round >= 0) seconds[name].push(spent);
      }
    }
  } finally {
    await Promise.all([site.close(), stock.close(), browser.close()]);
    rmSync(stockFolder, { recursive: true });
  }
  const tasks = (name: keyof typeof pages) => seconds[name].map((each) => each.tasks);
  return {
    seconds,
    ratios: [
      ratioOf('main thread of /review/ ÷ a page without questions', tasks('review'), tasks('plain')),
      ratioOf('main thread of a lesson ÷ its text in stock Docusaurus', tasks('lesson'), tasks('stock')),
    ],
  };
}
