import type { Progress, Review } from '#content/progress/record.ts';
import { reviewsByQuestion } from '#content/progress/reviews-by-question.ts';
import { cardState } from '#content/progress/schedule.ts';
import { dayOf } from './day.ts';

/** What is known of a question: when it is due, how long it is likely to be remembered, and how it went last. */
export interface KnownState {
  /** Milliseconds since 1970; never on the local day of the last answer, which may have 25 hours. */
  due: number;
  /** Days after which nine of ten would still be remembered. */
  stabilityDays: number;
  last: Review;
}

/** The state of every question that has been answered, by id and revision (`id@revision`). */
export function knownStates({ reviews }: Pick<Progress, 'reviews'>): Map<string, KnownState> {
  const states = new Map<string, KnownState>();
  for (const [key, entries] of reviewsByQuestion(reviews)) {
    const state = cardState(entries);
    const last = entries.at(-1);
    if (state && last) {
      const due = Math.max(state.due.getTime(), dayOf(last.at).end);
      states.set(key, { due, stabilityDays: state.stability, last });
    }
  }
  return states;
}
