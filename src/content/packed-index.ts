import type { ProgressIndex } from './practice.ts';
import type { CardRef } from './question-bank.ts';

/**
 * What is asked, by the id of its lesson, parted by commas: the last name of each, `@` and its revision where it is not
 * the first, and the places of its concepts to the base of 36, parted by spaces.
 */
type PackedRefs = Record<string, string>;

type Lesson = ProgressIndex['lessons'][number];

/** An index as it travels to a page: three hundred cards repeat their lesson and their concepts else. */
export interface PackedIndex extends Omit<ProgressIndex, 'cards' | 'lessons' | 'openQuestions'> {
  cards: PackedRefs;
  openQuestions: PackedRefs;
  /** The places of their concepts; guesses begin with the place of the experiment among those of the lesson. */
  lessons: (Omit<Lesson, 'concepts'> & { concepts: number[] })[];
}

/** Packs an index. Throws when a card's part is not the first name of its id, or a concept has no name. */
export function packIndex({ cards, lessons, openQuestions, ...index }: ProgressIndex): PackedIndex {
  const concepts = Object.keys(index.conceptNames);
  const placesOf = (named: { id: string; concepts: readonly string[] }) => {
    const places = named.concepts.map((concept) => concepts.indexOf(concept));
    if (places.includes(-1)) throw new Error(`A concept of ${named.id} has no name, so it cannot be packed.`);
    return places;
  };
  const packRefs = (refs: readonly CardRef[]): PackedRefs => {
    const packed: Record<string, string[]> = {};
    for (const ref of refs) {
      const { lesson, name, part } = split(ref.id);
      if (part !== ref.part)
        throw new Error(`The card ${ref.id} is in the part ${ref.part}, so it cannot be packed.`);
      const called = ref.revision === 1 ? name : `${name}@${ref.revision}`;
      packed[lesson] ??= [];
      packed[lesson].push([called, ...placesOf(ref).map((place) => place.toString(36))].join(' '));
    }
    return Object.fromEntries(Object.entries(packed).map(([lesson, names]) => [lesson, names.join()]));
  };
  return {
    ...index,
    cards: packRefs(cards),
    openQuestions: packRefs(openQuestions),
    lessons: lessons.map((lesson) => ({ ...packGuesses(lesson), concepts: placesOf(lesson) })),
  };
}

/** The index that was packed. */
export function unpackIndex({ cards, lessons, openQuestions, ...index }: PackedIndex): ProgressIndex {
  const concepts = Object.keys(index.conceptNames);
  const namesAt = (places: readonly number[]) => places.flatMap((place) => concepts[place] ?? []);
  const unpackRefs = (refs: PackedRefs): CardRef[] =>
    Object.entries(refs).flatMap(([lesson, ofLesson]) =>
      ofLesson.split(',').map((packed) => {
        const [called = '', ...places] = packed.split(' ');
        const [name, revision = '1'] = called.split('@');
        return {
          id: `${lesson}/${name}`,
          revision: Number(revision),
          part: split(lesson).part,
          concepts: namesAt(places.map((place) => Number.parseInt(place, 36))),
        };
      }),
    );
  return {
    ...index,
    cards: unpackRefs(cards),
    openQuestions: unpackRefs(openQuestions),
    lessons: lessons.map((lesson) => unpackGuesses({ ...lesson, concepts: namesAt(lesson.concepts) })),
  };
}

/** A guess about an experiment that the lesson does not name stays as it is. */
const packGuesses = (lesson: Lesson): Lesson => ({
  ...lesson,
  predictions: lesson.predictions.map((guess) => {
    const [experiment = '', ...rest] = guess.split(' ');
    const place = lesson.experiments.indexOf(experiment);
    return place < 0 ? guess : [place, ...rest].join(' ');
  }),
});

const unpackGuesses = (lesson: Lesson): Lesson => ({
  ...lesson,
  predictions: lesson.predictions.map((guess) =>
    guess.replace(/^\d+(?= )/, (place) => lesson.experiments[Number(place)] ?? place),
  ),
});

function split(id: string): { lesson: string; name: string; part: string } {
  const at = id.lastIndexOf('/');
  return { lesson: id.slice(0, at), name: id.slice(at + 1), part: id.split('/')[0] ?? '' };
}
