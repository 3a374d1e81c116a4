import { strToU8, zipSync } from 'fflate';
import type { TakeAwayCard } from '#content/take-away.ts';
import { ankiCollection } from './collection.ts';
import { logoName } from './note-type.ts';

/** An Anki package (`.apkg`) of the cards with their figures; the same cards give the same bytes. */
export function ankiPackage(cards: readonly TakeAwayCard[], logoSvg: string): Uint8Array {
  const figures = new Map([[logoName, logoSvg]]);
  for (const { figure } of cards) if (figure) figures.set(figure.name, figure.svg);
  const media = [...figures];
  return zipSync(
    {
      'collection.anki2': ankiCollection(cards),
      media: strToU8(JSON.stringify(Object.fromEntries(media.map(([name], index) => [index, name])))),
      ...Object.fromEntries(media.map(([, svg], index) => [String(index), strToU8(svg)])),
    },
    // Zip keeps local time without a zone: the fields are set, so that the bytes are the same everywhere.
    { level: 9, mtime: new Date(2020, 0, 1) },
  );
}
