/* The course as it is taken along: the EPUB against the rules of its format, the pages from a disk, the PDF. */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { bookPage } from '../src/runner/book/book-page.ts';
import { printPdf } from '../src/runner/book/print-pdf.ts';
import { findChromium } from '../src/runner/chromium.ts';
import { expect, isComplete, test } from './support/site.ts';

/** The browser's parser, as far as it is used here. */
declare const DOMParser: new () => {
  parseFromString(
    text: string,
    type: string,
  ): {
    querySelector(selector: string): { textContent: string | null } | null;
    querySelectorAll(selector: string): Iterable<{ getAttribute(name: string): string | null }>;
  };
};

const folder = join(import.meta.dirname, '../build/take-away');
const epubPath = join(folder, '200-or-202.epub');

test('the take-away page leads to the book and the pages', async ({ page, open }) => {
  await open('/take-away/');
  for (const name of ['EPUB', 'Zip of the pages']) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name }).press('Enter'),
    ]);
    expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK');
  }
});

test('the EPUB keeps the rules of its format', async ({ page }) => {
  const bytes = new Uint8Array(await readFile(epubPath));
  // https://www.w3.org/TR/epub-33/#sec-zip-container-mime
  expect(strFromU8(bytes.slice(30, 58))).toBe('mimetypeapplication/epub+zip');
  const files = Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]),
  );
  const [, opfPath = ''] = /full-path="([^"]+)"/.exec(files['META-INF/container.xml'] ?? '') ?? [];
  const opf = files[opfPath] ?? '';
  const items = [...opf.matchAll(/<item id="([^"]+)" href="([^"]+)" media-type="([^"]+)"/g)];
  const listed = items.map(([, , href = '']) => join(dirname(opfPath), href));
  expect(listed.sort()).toEqual(
    Object.keys(files)
      .filter((name) => name !== 'mimetype' && !name.startsWith('META-INF/') && name !== opfPath)
      .sort(),
  );
  const order = [...opf.matchAll(/<itemref idref="([^"]+)"/g)].map(([, id]) => id);
  expect(order.length).toBeGreaterThan(40);
  expect(new Set(order).size).toBe(order.length);
  for (const id of order) expect(items.map(([, item]) => item)).toContain(id);

  // Well-formed, with unique ids, and every link of the book leads to a place in it.
  await page.goto('about:blank');
  const documents = Object.entries(files).filter(([name]) => /\.(xhtml|opf|xml)$/.test(name));
  const read = await page.evaluate((texts) => {
    const parser = new DOMParser();
    return texts.map(([name = '', text = '']) => {
      const parsed = parser.parseFromString(text, 'application/xml');
      const values = (selector: string, attribute: string) =>
        [...parsed.querySelectorAll(selector)].map((each) => each.getAttribute(attribute) ?? '');
      return {
        name,
        error: parsed.querySelector('parsererror')?.textContent ?? '',
        ids: values('[id]', 'id'),
        links: values('a[href]', 'href'),
        title: parsed.querySelector('title')?.textContent ?? '',
      };
    });
  }, documents);
  const ids = new Map(read.map(({ name, ids }) => [name, new Set(ids)]));
  for (const each of read) {
    expect(each.error, each.name).toBe('');
    expect(new Set(each.ids).size, each.name).toBe(each.ids.length);
    if (each.name.endsWith('.xhtml')) expect(each.title, each.name).not.toBe('');
    for (const link of each.links.filter((href) => !/^https?:|^mailto:/.test(href))) {
      const [file = '', id] = link.split('#');
      const target = file === '' ? each.name : normalize(join(dirname(each.name), file));
      expect(ids.has(target), `${each.name}: ${link}`).toBe(true);
      if (id) expect(ids.get(target)?.has(id), `${each.name}: ${link}`).toBe(true);
    }
  }

  // The judge of the format itself, where there is one.
  const checked = spawnSync('epubcheck', [epubPath], { encoding: 'utf8' });
  if (!checked.error) expect(checked.status, checked.stdout + checked.stderr).toBe(0);
});

test('the pages open from a disk, without a broken link', async ({ browser }) => {
  const root = await mkdtemp(join(tmpdir(), 'pages-'));
  try {
    const files = unzipSync(new Uint8Array(await readFile(join(folder, '200-or-202-pages.zip'))));
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), content);
    }
    const broken: string[] = [];
    for (const [name, content] of Object.entries(files)) {
      if (!name.endsWith('.html')) continue;
      const html = strFromU8(content);
      expect(html, name).not.toContain('<script');
      for (const [, double, bare] of html.matchAll(/\s(?:href|src)=(?:"([^"]*)"|([^\s>"]+))/g)) {
        const address = (double ?? bare ?? '').split('#')[0] ?? '';
        if (address === '' || /^(https?:|mailto:|data:)/.test(address)) continue;
        if (!files[normalize(join(dirname(name), decodeURI(address)))]) broken.push(`${name}: ${address}`);
      }
    }
    expect(broken).toEqual([]);

    const page = await browser.newPage();
    const missing: string[] = [];
    page.on('requestfailed', (request) => missing.push(request.url()));
    await page.goto(pathToFileURL(join(root, '200-or-202/two-ways/place-one-order/index.html')).href);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    // Its own style has come: the typeface is not the browser's.
    await expect(page.locator('body')).toHaveCSS('font-family', /Source Sans/);
    await page.getByRole('main').getByRole('link', { name: 'the claims' }).first().click();
    await expect(page).toHaveURL(/claims\/index\.html$/);
    expect(missing).toEqual([]);
    await page.close();
  } finally {
    await rm(root, { recursive: true });
  }
});

test('the PDF holds every chapter', async () => {
  test.setTimeout(180_000);
  const whole = bookPage(new Uint8Array(await readFile(epubPath)));
  const html = isComplete ? whole : firstChapters(whole, 6);
  const chapters = html.split(chapterStart).length - 1;
  expect(chapters).toBeGreaterThan(isComplete ? 40 : 5);
  const pdf = Buffer.from(await printPdf(html, await findChromium())).toString('latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  const pages = [...pdf.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;
  // The root of the tree of pages counts all of them.
  const counts = [...pdf.matchAll(/\/Type\s*\/Pages\s*\/Count (\d+)/g)].map(([, count]) => Number(count));
  expect(pages).toBe(Math.max(...counts));
  expect(pages).toBeGreaterThan(chapters * 2);
});

const chapterStart = '<section class="chapter"';

/** The book's page without the chapters after the first of them: printing all takes a quarter of a minute. */
const firstChapters = (html: string, count: number): string =>
  `${html
    .split(chapterStart)
    .slice(0, count + 1)
    .join(chapterStart)}</body></html>`;
