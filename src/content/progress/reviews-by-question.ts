import type { Review } from './record.ts';

/** The log's entries per question and revision (the key of `draftKey`), oldest first as `merge` leaves them. */
export function reviewsByQuestion(reviews: readonly Review[]): Map<string, Review[]> {
  return Map.groupBy(reviews, ({ question, revision }) => `${question}@${revision}`);
}
