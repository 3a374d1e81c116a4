import type { ProgressIndex } from './practice.ts';
import type { CardRef } from './question-bank.ts';

/** What names its concepts by their places in their list. */
type Placed<Named> = Omit<Named, 'concepts'> & { concepts: number[] };

/** An index as it travels to a page: three hundred cards repeat their lesson and their concepts else. */
export interface PackedIndex extends Omit<ProgressIndex, 'cards' | 'lessons' | 'openQuestions'> {
  /**
   * By the id of their lesson, parted by commas: the last name of each card, `@` and its revision where it is not the
   * first, and the places of its concepts to the base of 36, parted by spaces.
   */
  cards: Record<string, string>;
  /** Its guesses begin with the place of the experiment among those of the lesson. */
  lessons: Placed<ProgressIndex['lessons'][number]>[];
  openQuestions: Placed<ProgressIndex['openQuestions'][number]>[];
}

/** Packs an index. Throws when a card's part is not the first name of its id, or a concept has no name. */
export function packIndex({ cards, lessons, openQuestions, ...index }: ProgressIndex): PackedIndex {
  const concepts = Object.keys(index.conceptNames);
  const placed = <Named extends { id: string; concepts: readonly string[] }>(named: Named) => {
    const places = named.concepts.map((concept) => concepts.indexOf(concept));
    if (places.includes(-1)) throw new Error(`A concept of ${named.id} has no name, so it cannot be packed.`);
    return { ...named, concepts: places };
  };
  const packed: Record<string, string[]> = {};
  for (const card of cards.map(placed)) {
    const { lesson, name, part } = split(card.id);
    if (part !== card.part)
      throw new Error(`The card ${card.id} is in the part ${card.part}, so it cannot be packed.`);
    packed[lesson] ??= [];
    const called = card.revision === 1 ? name : `${name}@${card.revision}`;
    packed[lesson].push([called, ...card.concepts.map((place) => place.toString(36))].join(' '));
  }
  return {
    ...index,
    cards: Object.fromEntries(Object.entries(packed).map(([lesson, cards]) => [lesson, cards.join()])),
    lessons: lessons.map(packGuesses).map(placed),
    openQuestions: openQuestions.map(placed),
  };
}

/** The index that was packed. */
export function unpackIndex({ cards, lessons, openQuestions, ...index }: PackedIndex): ProgressIndex {
  const concepts = Object.keys(index.conceptNames);
  const namesAt = (places: readonly number[]) => places.flatMap((place) => concepts[place] ?? []);
  const named = <Packed extends { concepts: readonly number[] }>(each: Packed) => ({
    ...each,
    concepts: namesAt(each.concepts),
  });
  const unpacked = Object.entries(cards).flatMap(([lesson, ofLesson]) =>
    ofLesson.split(',').map((card): CardRef => {
      const [called = '', ...places] = card.split(' ');
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
    cards: unpacked,
    lessons: lessons.map(named).map(unpackGuesses),
    openQuestions: openQuestions.map(named),
  };
}

type Guesses = Pick<ProgressIndex['lessons'][number], 'experiments' | 'predictions'>;

/** A guess about an experiment that the lesson does not name stays as it is. */
const packGuesses = <Lesson extends Guesses>(lesson: Lesson): Lesson => ({
  ...lesson,
  predictions: lesson.predictions.map((guess) => {
    const [experiment = '', ...rest] = guess.split(' ');
    const place = lesson.experiments.indexOf(experiment);
    return place < 0 ? guess : [place, ...rest].join(' ');
  }),
});

const unpackGuesses = <Lesson extends Guesses>(lesson: Lesson): Lesson => ({
  ...lesson,
  predictions: lesson.predictions.map((guess) =>
    guess.replace(/^\d+(?= )/, (place) => lesson.experiments[Number(place)] ?? place),
  ),
});

function split(id: string): { lesson: string; name: string; part: string } {
  const at = id.lastIndexOf('/');
  return { lesson: id.slice(0, at), name: id.slice(at + 1), part: id.split('/')[0] ?? '' };
}
