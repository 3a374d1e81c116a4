import type { ProgressIndex } from './practice.ts';
import type { CardRef } from './question-bank.ts';

/** A card without what its lesson says: its last name, its revision, and the places of its concepts in their list. */
type PackedCard = [name: string, revision: number, ...concepts: number[]];

/** An index as it travels to a page: three hundred cards repeat their lesson and their concepts else. */
export interface PackedIndex extends Omit<ProgressIndex, 'cards'> {
  /** By the id of their lesson. */
  cards: Record<string, PackedCard[]>;
}

/** Packs an index. Throws when a card's part is not the first name of its id, or a concept has no name. */
export function packIndex({ cards, ...index }: ProgressIndex): PackedIndex {
  const concepts = Object.keys(index.conceptNames);
  const packed: PackedIndex['cards'] = {};
  for (const card of cards) {
    const { lesson, name, part } = split(card.id);
    const places = card.concepts.map((concept) => concepts.indexOf(concept));
    if (part !== card.part || places.includes(-1)) throw new Error(`The card ${card.id} cannot be packed.`);
    packed[lesson] ??= [];
    packed[lesson].push([name, card.revision, ...places]);
  }
  return { ...index, cards: packed };
}

/** The index that was packed. */
export function unpackIndex({ cards, ...index }: PackedIndex): ProgressIndex {
  const concepts = Object.keys(index.conceptNames);
  const unpacked = Object.entries(cards).flatMap(([lesson, ofLesson]) =>
    ofLesson.map(
      ([name, revision, ...places]): CardRef => ({
        id: `${lesson}/${name}`,
        revision,
        part: split(lesson).part,
        concepts: places.flatMap((place) => concepts[place] ?? []),
      }),
    ),
  );
  return { ...index, cards: unpacked };
}

function split(id: string): { lesson: string; name: string; part: string } {
  const at = id.lastIndexOf('/');
  return { lesson: id.slice(0, at), name: id.slice(at + 1), part: id.split('/')[0] ?? '' };
}
