import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findChromium } from '#runner/chromium.ts';
import { project } from '#runner/project.ts';
import { serveSite } from '../src/site-server/server.ts';
import { type Ratio, ratioOf } from './ratio.ts';

const lesson = 'two-ways/confused-words/';
/** Of every kind of page that a reader begins with, one. */
const kinds = ['', lesson, 'review/', 'claims/', 'interview/key-differences/'];
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

type Scores = Record<(typeof categories)[number], number>;

/**
 * Lighthouse's scores (mobile, 0 to 100) of a page of each kind, and of a lesson's text on a bare page, in turn.
 * `peers` is a folder outside this project in which `npm install lighthouse` was run; the site must have been built.
 */
export async function benchLighthouse(options: {
  peers: string;
  rounds: number;
}): Promise<{ scores: Record<string, Scores[]>; ratios: Ratio[] }> {
  const built = join(project.root, 'build');
  const bare = barePage(readFileSync(join(built, lesson, 'index.html'), 'utf8'));
  const site = await serveSite({ port: 0, root: built });
  const other = await serveSite({ port: 0, root: bare });
  const chromium = await findChromium();
  const measure = (url: string) => scoresOf(url, options.peers, chromium);
  const ours = new Map<string, Scores[]>(kinds.map((path) => [path, []]));
  const theirs: Scores[] = [];
  try {
    for (let round = 0; round < options.rounds; round += 1) {
      for (const [path, scores] of ours) scores.push(await measure(`${site.url}${path}`));
      theirs.push(await measure(other.url));
    }
  } finally {
    await site.close();
    await other.close();
    rmSync(bare, { recursive: true });
  }
  return {
    scores: {
      ...Object.fromEntries([...ours].map(([path, scores]) => [`/${path}`, scores])),
      'the same text on a bare page': theirs,
    },
    ratios: categories.map((name) =>
      ratioOf(
        `Lighthouse ${name}, /${lesson} ÷ the same text on a bare page`,
        (ours.get(lesson) ?? []).map((each) => each[name]),
        theirs.map((each) => each[name]),
      ),
    ),
  };
}

/** A folder with one page that has the lesson's headings and paragraphs, and nothing else. */
function barePage(html: string): string {
  const article = /<article[^>]*>(.*?)<\/article>/s.exec(html)?.[1] ?? '';
  const text = article
    .replaceAll(/<(script|style|svg|button|form|input)\b.*?(<\/\1>|>)/gs, '')
    .replaceAll(/<(\/?)(h[1-6]|p|ul|ol|li)\b[^>]*>/g, '\u0001$1$2\u0002')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('\u0001', '<')
    .replaceAll('\u0002', '>');
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>The same text</title>
<meta name="viewport" content="width=device-width"><meta name="description" content="The same text on a bare page.">
<main>${text}</main></html>`;
  const folder = mkdtempSync(join(tmpdir(), 'bare-page-'));
  for (const name of ['index.html', '404.html']) writeFileSync(join(folder, name), page);
  return folder;
}

async function scoresOf(url: string, peers: string, chromium: string): Promise<Scores> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      join(peers, 'node_modules/lighthouse/cli/index.js'),
      url,
      '--output=json',
      '--quiet',
      `--only-categories=${categories.join(',')}`,
      '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
      '--no-enable-error-reporting',
    ],
    { env: { ...process.env, CHROME_PATH: chromium }, maxBuffer: 2 ** 26 },
  );
  const report = JSON.parse(stdout) as { categories: Record<string, { score: number | null }> };
  const scores = categories.map((name) => [name, Math.round((report.categories[name]?.score ?? 0) * 100)]);
  return Object.fromEntries(scores) as Scores;
}
