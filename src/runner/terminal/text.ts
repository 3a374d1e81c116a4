import { stripVTControlCharacters } from 'node:util';

/** Columns that a text takes in a terminal, styles left out. */
export const columnsOf = (text: string): number => [...stripVTControlCharacters(text)].length;

/** Fills a text with spaces up to `columns`; numbers look better when they end together. */
export function pad(text: string, columns: number, side: 'left' | 'right' = 'left'): string {
  const fill = ' '.repeat(Math.max(0, columns - columnsOf(text)));
  return side === 'left' ? text + fill : fill + text;
}

/** Breaks a text at spaces so that no line is longer than `columns`, unless one word is. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && columnsOf(last) + 1 + columnsOf(word) <= columns)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The beginning of a text, no longer than `columns`; styles count nothing and stay whole. */
export function cut(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  return `${[...stripVTControlCharacters(text)].slice(0, Math.max(0, columns - 1)).join('')}…`;
}
