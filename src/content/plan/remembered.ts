import type { Progress } from '#content/progress/record.ts';
import { reviewsByQuestion } from '#content/progress/reviews-by-question.ts';
import { cardState, scheduler } from '#content/progress/schedule.ts';
import type { CardRef } from '#content/question-bank.ts';
import type { Share } from '#content/review/course-map.ts';
import { stateKey } from '#content/review/state-key.ts';

/** How many cards FSRS expects to be remembered at the moment `at`; what was never answered counts as forgotten. */
export function rememberedAt(
  cards: readonly CardRef[],
  record: Pick<Progress, 'reviews'>,
  at: number,
): Share {
  const reviews = reviewsByQuestion(record.reviews);
  const expected = cards.reduce((sum, card) => {
    const state = cardState(reviews.get(stateKey(card)) ?? []);
    return sum + (state ? scheduler.get_retrievability(state, new Date(at), false) : 0);
  }, 0);
  return { done: Math.floor(expected), of: cards.length };
}
