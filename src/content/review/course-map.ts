import { doneOf, markOf } from '#content/progress/marks.ts';
import type { Progress } from '#content/progress/record.ts';
import { reviewsByQuestion } from '#content/progress/reviews-by-question.ts';
import type { CardRef } from '#content/question-bank.ts';
import { stateKey } from './state-key.ts';

/** A lesson, as far as the map of the course knows it. */
export interface MapLesson {
  /** `part/lesson`. */
  id: string;
  title: string;
  concepts: string[];
  /** `lab/experiment`. */
  experiments: string[];
  /** Keys of the guesses that it asks for. */
  predictions: string[];
}

/** Everything that the map of the course counts, each list in the order of the course. */
export interface MapIndex {
  lessons: MapLesson[];
  cards: CardRef[];
  openQuestions: CardRef[];
}

/** How many of how many. */
export interface Share {
  done: number;
  of: number;
}

/** What a reader has done about one concept. */
export interface MapRow {
  concept: string;
  /** Lessons that teach it. */
  read: Share;
  /** Guesses in these lessons that were made, not skipped. */
  predicted: Share;
  /** Experiments of these lessons that were run. */
  ran: Share;
  /** Cards on it that were right the last time. */
  recalled: Share;
  /** Interview questions on it whose musts were all said the last time. */
  explained: Share;
}

/** The concepts under the lesson that teaches them first. */
export interface MapGroup {
  lesson: MapLesson;
  rows: MapRow[];
}

/** The map of the course: each concept once, with what the reader has done about it. */
export function courseMap(
  { lessons, cards, openQuestions }: MapIndex,
  record: Pick<Progress, 'marks' | 'reviews'>,
): MapGroup[] {
  const reviews = reviewsByQuestion(record.reviews);
  const wasRight = (card: CardRef) => (reviews.get(stateKey(card))?.at(-1)?.grade ?? 'again') !== 'again';
  const read = new Set(doneOf(record, 'read'));
  const ran = new Set(doneOf(record, 'ran'));
  const guessed = (key: string) => markOf(record, 'predicted', key)?.guess !== undefined;
  const placed = new Set<string>();
  return lessons.map((lesson) => {
    const concepts = lesson.concepts.filter((each) => !placed.has(each));
    for (const each of concepts) placed.add(each);
    const rows = concepts.map((concept): MapRow => {
      const on = <Item extends { concepts: string[] }>(all: Item[]) =>
        all.filter((each) => each.concepts.includes(concept));
      const teaching = on(lessons);
      return {
        concept,
        read: share(teaching, ({ id }) => read.has(id)),
        predicted: share(each(teaching, 'predictions'), guessed),
        ran: share(each(teaching, 'experiments'), (name) => ran.has(name)),
        recalled: share(on(cards), wasRight),
        explained: share(on(openQuestions), wasRight),
      };
    });
    return { lesson, rows };
  });
}

function each(lessons: MapLesson[], list: 'predictions' | 'experiments'): string[] {
  return [...new Set(lessons.flatMap((lesson) => lesson[list]))];
}

function share<Item>(all: readonly Item[], isDone: (item: Item) => boolean): Share {
  return { done: all.filter(isDone).length, of: all.length };
}
