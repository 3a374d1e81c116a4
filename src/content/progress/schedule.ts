import { type Card, createEmptyCard, type Grade as FsrsGrade, fsrs, Rating } from 'ts-fsrs';
import type { Grade, Review } from './record.ts';

const ratings: Record<Grade, FsrsGrade> = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
  easy: Rating.Easy,
};

/**
 * Without fuzz, so that every device derives the same day from the same log; without steps of minutes, because a card
 * is asked once a sitting and comes back a day later at the earliest.
 */
export const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false });

/** What FSRS knows of a question after these reviews of it, oldest first; undefined when there is none. */
export function cardState(reviews: readonly Review[]): Card | undefined {
  const [first] = reviews;
  if (!first) return undefined;
  return reviews.reduce<Card>(
    (card, { at, grade }) => scheduler.next(card, new Date(at), ratings[grade]).card,
    createEmptyCard(new Date(first.at)),
  );
}
