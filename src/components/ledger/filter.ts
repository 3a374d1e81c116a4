import type { LedgerEntry } from '#content/ledger.ts';
import { verdictScale } from '#content/verdict-words.ts';

/** What a reader wants to see of the ledger; an empty string is everything. */
export interface Filter {
  verdict: string;
  /** Three digits of a text. */
  text: string;
  /** Address of a page. */
  page: string;
}

export const everything: Filter = { verdict: '', text: '', page: '' };

/** Whether the filter lets the statement through. */
export function passes(entry: Pick<LedgerEntry, 'id' | 'verdict' | 'pages'>, filter: Filter): boolean {
  return (
    (filter.verdict === '' || entry.verdict === filter.verdict) &&
    (filter.text === '' || entry.id.startsWith(`${filter.text}/`)) &&
    (filter.page === '' || entry.pages.includes(filter.page))
  );
}

/** The filter in the query of an address; a verdict that is not in the scale filters nothing, other unknown values find nothing. */
export function filterOf(query: string): Filter {
  const params = new URLSearchParams(query);
  return {
    verdict: verdictScale.find((each) => each === params.get('verdict')) ?? '',
    text: params.get('text') ?? '',
    page: params.get('page') ?? '',
  };
}

/** The query that `filterOf` reads, with its question mark; empty where everything is shown. */
export function queryOf(filter: Filter): string {
  const set = Object.entries(filter).filter(([, value]) => value !== '');
  return set.length === 0 ? '' : `?${new URLSearchParams(set)}`;
}
