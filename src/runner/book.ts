import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { bookPage } from './book/book-page.ts';
import { printPdf } from './book/print-pdf.ts';
import { buildSiteIfStale } from './build-site.ts';
import { CallError } from './call-error.ts';
import { findChromium } from './chromium.ts';
import { exitCodes } from './exit-codes.ts';
import { project } from './project.ts';

/** `book`: prints the chapters of the EPUB as one PDF, with a browser of this machine. */
export async function book(args: string[], signal: AbortSignal): Promise<number> {
  try {
    parseArgs({ args, options: {} });
  } catch (error) {
    throw new CallError((error as Error).message, 'Call it as `npm run book`.');
  }
  await buildSiteIfStale(undefined, signal);
  const folder = join(project.root, 'build/take-away');
  const page = bookPage(new Uint8Array(await readFile(join(folder, '200-or-202.epub'))));
  const pdf = await printPdf(page, await findChromium());
  const file = join(folder, '200-or-202.pdf');
  await writeFile(file, pdf);
  console.log(`${relative(project.root, file)}, ${(pdf.length / 2 ** 20).toFixed(1)} MiB`);
  return exitCodes.fine;
}
