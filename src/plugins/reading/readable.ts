import type { Cheerio, CheerioAPI } from 'cheerio';
import { mainOf } from './main-of.ts';

/** A node as cheerio gives it. */
export type Node = ReturnType<Cheerio<never>['toArray']>[number] & {
  type: string;
  name?: string;
  data?: string;
  children?: Node[];
  attribs?: Record<string, string>;
};

/** What only a screen with scripts has a use for, and what is said again beside it in words. */
const notRead =
  'script, style, svg, nav, input, select, textarea, form, [aria-hidden="true"], [role="note"], .needs-js, .hash-link, [aria-live], .theme-doc-toc-mobile, .table-of-contents, .theme-doc-footer, .pagination-nav';

/** What holds text: a button that stands there is part of it. */
const texts = new Set(['span', 'p', 'li', 'td']);

/** The main part of a built page as it is read from paper: values without their cards, claims with their names. */
export function readable(html: string): { $: CheerioAPI; title: string; main: Cheerio<never> } {
  const { $, main } = mainOf(html);
  // A value that shows where it comes from is a button, and the first words of a phrase are its label: its text stays.
  main.find('label[aria-hidden]').each((_, label) => {
    $(label).replaceWith($(label).text());
  });
  main.find(notRead).remove();
  main.find('button').each((_, button) => {
    const { parent } = button as Node & { parent: Node | null };
    if (texts.has(parent?.name ?? '')) $(button).replaceWith($(button).text());
    else $(button).remove();
  });
  // Lines of a source are set apart by style alone.
  main.find('[class*="provenance"] > span').append(' ');
  main.find('details[id^="claim-"]').each((_, claim) => {
    const experiment = $(claim).find('dd').last().find('b').first().text();
    const name = `${experiment}/${$(claim).attr('id')?.slice('claim-'.length)}`;
    $(claim).find('summary').prepend(`<code>${name}</code> `);
  });
  return { $, title: main.find('h1').first().text().trim(), main };
}
