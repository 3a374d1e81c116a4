import type { TakeAwayCard } from '#content/take-away.ts';
import { textOfHtml } from './html.ts';

const columns = [
  'id',
  'kind',
  'part',
  'page',
  'question',
  'choices',
  'answer',
  'reasons',
  'address',
] as const;

/** All cards as CSV (RFC 4180) in UTF-8 with a byte order mark, which spreadsheets need to see that it is UTF-8. */
export function csvOf(cards: readonly TakeAwayCard[]): string {
  const rows = cards.map((card) => [
    card.id,
    card.kind,
    card.partLabel,
    card.title,
    card.prompt,
    card.choices.join('\n'),
    textOfHtml(card.answerHtml),
    card.reasons.map(({ heading, text }) => `${heading}: ${text}`).join('\n'),
    card.url,
  ]);
  return `\ufeff${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A spreadsheet takes a cell that begins like a formula for one; an apostrophe before it makes it text. */
function cell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
