import type { ReactNode } from 'react';

/** A text in which the words that were looked for are marked, where they begin a word. */
export function Marked({ text, words }: { text: string; words: readonly string[] }): ReactNode {
  const wanted = words
    .filter((word) => word.length > 1)
    .map((word) => word.replace(/[^\p{L}\p{N}]/gu, '\\$&'));
  if (wanted.length === 0) return text;
  const parts = text.split(new RegExp(`(?<![\\p{L}\\p{N}])((?:${wanted.join('|')})[\\p{L}\\p{N}]*)`, 'iu'));
  // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never change places
  return parts.map((part, index) => (index % 2 === 1 ? <mark key={index}>{part}</mark> : part));
}
