import type { ReactNode } from 'react';
import { splitAtWords } from '#content/search.ts';

/** A text in which the words that were looked for are marked. */
export function Marked({ text, words }: { text: string; words: readonly string[] }): ReactNode {
  return splitAtWords(text, words).map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never change places
    index % 2 === 1 ? <mark key={index}>{part}</mark> : part,
  );
}
