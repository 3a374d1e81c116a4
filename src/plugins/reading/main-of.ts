import { type Cheerio, type CheerioAPI, load } from 'cheerio';

/**
 * The main part of a built page. Menus and what stands in the head are longer than most pages, so only that part is
 * parsed; there is none in a page that only leads on.
 */
export function mainOf(html: string): { $: CheerioAPI; main: Cheerio<never> } {
  const $ = load(/<main\b[\s\S]*<\/main>/.exec(html)?.[0] ?? '', null, false);
  return { $, main: $('main').first() as unknown as Cheerio<never> };
}
