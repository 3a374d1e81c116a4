import { doneOf } from '#content/progress/marks.ts';
import type { Progress } from '#content/progress/record.ts';
import { cardState, reviewsByQuestion, scheduler } from '#content/progress/schedule.ts';
import { stateKey } from '#content/review/card-states.ts';
import type { MapIndex, Share } from '#content/review/course-map.ts';

/** How ready a reader is, three counts that say what they count. */
export interface Readiness {
  read: Share;
  /** Cards, and how many of them FSRS expects to be remembered on the day; what was never answered counts as forgotten. */
  remembered: Share;
  /** Interview questions in whose last answer no must was missing. */
  explained: Share;
}

/** How ready a reader will be at the moment `at` (milliseconds since 1970) if nothing more is done. */
export function readinessAt(
  { lessons, cards, openQuestions }: MapIndex,
  record: Pick<Progress, 'marks' | 'reviews'>,
  at: number,
): Readiness {
  const reviews = reviewsByQuestion(record.reviews);
  const read = new Set(doneOf(record, 'read'));
  const expected = cards.reduce((sum, card) => {
    const state = cardState(reviews.get(stateKey(card)) ?? []);
    return sum + (state ? scheduler.get_retrievability(state, new Date(at), false) : 0);
  }, 0);
  const explained = openQuestions.filter((question) => {
    const last = reviews.get(stateKey(question))?.at(-1);
    return last !== undefined && last.grade !== 'again';
  });
  return {
    read: { done: lessons.filter(({ id }) => read.has(id)).length, of: lessons.length },
    remembered: { done: Math.floor(expected), of: cards.length },
    explained: { done: explained.length, of: openQuestions.length },
  };
}
