import type { CheerioAPI } from 'cheerio';
import type { Group, Place } from '../../content/search.ts';
import { mainOf } from '../reading/main-of.ts';

type Element = ReturnType<CheerioAPI>[number];

/** What is not text of the page: controls, pictures, what a screen does not show, and the solutions of cards. */
const notText =
  'script, style, svg, nav, button, input, select, textarea, [aria-hidden="true"], [role="note"], .without-js details, .hash-link, [aria-label^="Address of"]';

/** What begins a place of its own, where it has an address. */
const opens = new Set(['h2', 'h3', 'li', 'details']);

const blocks = new Set([
  'p',
  'li',
  'td',
  'th',
  'dd',
  'dt',
  'tr',
  'pre',
  'figcaption',
  'blockquote',
  'h1',
  'h2',
  'h3',
  'h4',
  'div',
  'section',
  'legend',
  'label',
  'summary',
  'caption',
]);

const byAddress: [RegExp, Group][] = [
  [/^\/questions\//, 'Recall cards'],
  [/^\/interview\//, 'Interview questions'],
  [/^\/claims\//, 'Claims'],
  [/^\/facts\//, 'Facts'],
  [/^\/failures\//, 'Failures'],
  [/^\/about\/local-cloud\//, 'Local cloud'],
  [/^\/(two-ways|synchronous|queue|delivery|topics|telling|systems|running|deciding)\//, 'Lessons'],
];

/** The places of one built page, without ids; none where the page asks not to be found. */
export function placesOf(path: string, html: string): Omit<Place, 'id'>[] {
  if (asksNotToBeFound(html)) return [];
  const { $, main } = mainOf(html);
  const page = words(main.find('h1').first().text());
  if (page === '') return [];
  main.find(notText).remove();
  const group = byAddress.find(([pattern]) => pattern.test(path))?.[1] ?? 'Practice and method';

  const places: (Omit<Place, 'id'> & { parts: string[] })[] = [];
  const begin = (heading: string, id?: string) =>
    places.push({ group, page, heading, address: id ? `${path}#${id}` : path, text: '', parts: [] });
  begin('');
  const add = (text: string) => places.at(-1)?.parts.push(text);

  const walk = (element: Element): void => {
    if (element.type === 'text') {
      add(element.data);
      return;
    }
    if (element.type !== 'tag') return;
    const id = element.attribs.id;
    const isPlace = opens.has(element.name) && id !== undefined && !id.startsWith(':');
    if (isPlace) begin(/^h\d$/.test(element.name) ? words($(element).text()) : '', id);
    if (!/^h[1-3]$/.test(element.name)) for (const child of element.children) walk(child as Element);
    // The parts of a summary stand apart on the screen: the verdict of a claim, then its statement.
    if (blocks.has(element.name) || isInSummary(element)) add('\n');
  };
  for (const element of main.toArray()) walk(element);
  return places
    .map(({ parts, ...place }) => ({ ...place, text: lines(parts.join('')) }))
    .filter(({ text, heading }) => text !== '' || heading !== '');
}

const asksNotToBeFound = (html: string): boolean =>
  (html.match(/<meta\b[^>]*>/g) ?? []).some(
    (tag) => /\bname="?robots\b/.test(tag) && tag.includes('noindex'),
  );

const isInSummary = ({ parent }: Element): boolean => parent?.type === 'tag' && parent.name === 'summary';

const words = (text: string): string => text.replaceAll('\u200b', '').replace(/\s+/g, ' ').trim();

const lines = (text: string): string =>
  text
    .split('\n')
    .map(words)
    .filter((line) => line !== '')
    .join('\n');
