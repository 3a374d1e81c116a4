import type { ProgressIndex } from './practice.ts';
import type { CardRef } from './question-bank.ts';

/** A card without what its lesson says: its last name, its revision, and the places of its concepts in their list. */
type PackedCard = [name: string, revision: number, ...concepts: number[]];

/** What names its concepts by their places in their list. */
type Placed<Named> = Omit<Named, 'concepts'> & { concepts: number[] };

/** An index as it travels to a page: three hundred cards repeat their lesson and their concepts else. */
export interface PackedIndex extends Omit<ProgressIndex, 'cards' | 'lessons' | 'openQuestions'> {
  /** By the id of their lesson. */
  cards: Record<string, PackedCard[]>;
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
  const packed: PackedIndex['cards'] = {};
  for (const card of cards.map(placed)) {
    const { lesson, name, part } = split(card.id);
    if (part !== card.part)
      throw new Error(`The card ${card.id} is in the part ${card.part}, so it cannot be packed.`);
    packed[lesson] ??= [];
    packed[lesson].push([name, card.revision, ...card.concepts]);
  }
  return {
    ...index,
    cards: packed,
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
    ofLesson.map(
      ([name, revision, ...places]): CardRef => ({
        id: `${lesson}/${name}`,
        revision,
        part: split(lesson).part,
        concepts: namesAt(places),
      }),
    ),
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
