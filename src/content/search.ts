import MiniSearch, { type Options } from 'minisearch';

/** What can be found: one section of a page, one entry of a list, one card. */
export interface Place {
  id: number;
  group: Group;
  /** The page's own heading. */
  page: string;
  /** The section's heading; empty for what stands before the first one. */
  heading: string;
  /** Address within the site, with `#` where the section has one. */
  address: string;
  text: string;
}

/** The groups that results are shown in, in this order. */
export const groups = [
  'Lessons',
  'Interview questions',
  'Claims',
  'Facts',
  'Failures',
  'Recall cards',
  'Local cloud',
  'Practice and method',
] as const;
export type Group = (typeof groups)[number];

/** Words that stand everywhere tell nothing of a place. */
const everywhere = new Set(
  'a an and are as at be by for in is it not of on or that the to what with'.split(' '),
);

const options: Options<Place> = {
  fields: ['page', 'heading', 'text', 'address'],
  storeFields: ['group', 'page', 'heading', 'address', 'text'],
  tokenize: (text) => [...words(text), ...joined(text)],
  processTerm: (word) => (everywhere.has(word.toLowerCase()) ? null : termsOf(word)),
};

const words = MiniSearch.getDefault('tokenize');

/** What has a hyphen in one text has none in another: `back-off` is found as `backoff`, too. */
const joined = (text: string): string[] =>
  (text.match(/\p{L}+(?:-\p{L}+)+/gu) ?? []).map((word) => word.replaceAll('-', ''));

/** Every form in which a word is indexed: as it stands, its parts where it is `camelCase`, each without its plural, too. */
function termsOf(word: string): string[] {
  const parts = word.length > 3 ? word.split(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/) : [];
  const forms = [word, ...parts].map((each) => each.toLowerCase());
  return [...new Set([...forms, ...forms.map(singular)])];
}

const singular = (word: string): string =>
  word.length < 4 || word.endsWith('ss') || word.endsWith('us')
    ? word
    : word.replace(/ies$/, 'y').replace(/(?<=[sxz]|ch|sh)es$|s$/, '');

/** Indexes places, as JSON that `readIndex` takes. */
export function writeIndex(places: Place[]): string {
  const index = new MiniSearch<Place>(options);
  index.addAll(places);
  return JSON.stringify(index);
}

/** The index of a site, ready to be asked. */
export function readIndex(json: string): MiniSearch<Place> {
  return MiniSearch.loadJSON<Place>(json, options);
}

/** A place that was found, and the words in it that matched. */
export interface Found extends Omit<Place, 'id'> {
  id: number;
  words: string[];
}

/** Cards repeat what lessons say, and the list of what the local cloud shows names every term once. */
const weightOf: Record<string, number> = { 'Recall cards': 0.5, 'Local cloud': 0.7 };

/** At most so many places of one page, or a long page would hide all others. */
const perPage = 2;

/** The words of a query that are looked for: each costs time, and who pastes a whole log means its beginning. */
const mostWords = 40;

/**
 * What a query finds, best first: places with all of its words, then places with some of them. Small slips of the
 * keyboard are forgiven, and the last word may be a beginning.
 */
export function find(index: MiniSearch<Place>, query: string, most = 20): Found[] {
  const asked = query.trim().split(/\s+/).slice(0, mostWords).join(' ');
  const search = (combineWith: 'AND' | 'OR') =>
    index.search(asked, {
      combineWith,
      boost: { page: 3, heading: 4, address: 1.5 },
      fuzzy: (term) => (term.length > 4 ? 0.25 : false),
      prefix: (term, at, terms) => at === terms.length - 1 || term.length > 5,
      weights: { fuzzy: 0.2, prefix: 0.5 },
      boostDocument: (_id, _term, stored) => weightOf[stored?.group as string] ?? 1,
    });
  const all = search('AND');
  const known = new Set(all.map(({ id }) => id));
  const hits = [...all, ...search('OR').filter(({ id }) => !known.has(id))];
  const taken = new Map<string, number>();
  return hits
    .filter(({ address }) => {
      const page = String(address).split('#')[0] ?? '';
      const count = (taken.get(page) ?? 0) + 1;
      taken.set(page, count);
      return count <= perPage;
    })
    .slice(0, most)
    .map(({ id, group, page, heading, address, text, terms }) => ({
      id,
      group,
      page,
      heading,
      address,
      text,
      words: terms,
    }));
}

/** The sentence of a text that has most of the words: what a result shows, and where it leads. */
export function bestSentence(text: string, words: readonly string[]): string {
  const sentences = text.split(/(?<=[.!?:])\s+(?=[\p{Lu}\d“])|\n+/u).filter((each) => each.trim().length > 0);
  const score = (sentence: string) => {
    const terms = new Set(sentence.split(/[^\p{L}\p{N}]+/u).flatMap(termsOf));
    return words.filter((word) => terms.has(word)).length;
  };
  let best = sentences[0] ?? '';
  for (const each of sentences) if (score(each) > score(best)) best = each;
  return best.trim();
}

/**
 * The address of a sentence: a text fragment, which the browser scrolls to and marks by itself. A browser that knows no
 * text fragments stays at the section.
 */
export function sentenceAddress(address: string, sentence: string): string {
  const words = sentence.split(/\s+/).filter((word) => word !== '');
  const text = (part: string[]) => encodeURIComponent(part.join(' ')).replaceAll('-', '%2D');
  if (words.length === 0) return address;
  const fragment = words.length > 10 ? `${text(words.slice(0, 4))},${text(words.slice(-4))}` : text(words);
  return `${address}${address.includes('#') ? '' : '#'}:~:text=${fragment}`;
}

/** Cuts a text at the words that begin with one of `words`: every second piece is such a word. */
export function splitAtWords(text: string, words: readonly string[]): string[] {
  const wanted = words
    .filter((word) => word.length > 1)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  if (wanted.length === 0) return [text];
  return text.split(new RegExp(`(?<![\\p{L}\\p{N}])((?:${wanted.join('|')})[\\p{L}\\p{N}]*)`, 'iu'));
}
