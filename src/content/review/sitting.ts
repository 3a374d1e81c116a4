import { lessonOf } from '#content/lesson-of.ts';
import { openedLessons } from '#content/progress/marks.ts';
import type { Progress, Review } from '#content/progress/record.ts';
import type { CardRef } from '#content/question-bank.ts';
import { type KnownState, knownStates } from './card-states.ts';
import { dayOf } from './day.ts';
import { interleave } from './interleave.ts';
import { stateKey } from './state-key.ts';

/** What there is to review at this moment. */
export interface Sitting {
  /** To be asked now, in this order. */
  queue: CardRef[];
  /** How many of them were answered wrong with full confidence the last time; they come first. */
  sureButWrong: number;
  /** How many of them have never been answered. */
  fresh: number;
  /** No card is new because no lesson was opened that has one left; the course has more. */
  unopened: boolean;
  /** Cards that are due today and not yet answered today, whether they fit into the queue or not. */
  due: number;
  /** Due cards that the daily cap leaves for another day. */
  postponed: number;
  /** More is due than two days hold: no new cards until that is over. */
  catchingUp: boolean;
  /** Cards answered in reviews today. */
  answeredToday: number;
  /** When the next card is due; absent while some are due now, or none has been answered. */
  nextDue?: number;
}

/**
 * What to ask now. A card is due on the local day that FSRS gives it, and asked at most once a day. Due cards come
 * before new ones, which come from lessons that the reader has opened; where the daily cap is too small for all that is due, those come that are closest to being forgotten.
 */
export function planSitting(cards: readonly CardRef[], record: Progress, now: number): Sitting {
  const { dailyCap, newPerDay } = record.settings;
  const { start, end } = dayOf(now);
  const states = knownStates(record);
  const known = cards.flatMap((card) => {
    const state = states.get(stateKey(card));
    return state ? [{ card, state }] : [];
  });
  const today = inReviews(record.reviews, { start, end });
  const answeredToday = new Set(today.map(({ question }) => question)).size;
  const room = Math.max(0, dailyCap - answeredToday);

  const due = known.filter(({ state }) => state.due < end && state.last.at < start);
  const urgent = due.filter(({ state }) => wasSureButWrong(state));
  const rest = due.filter(({ state }) => !wasSureButWrong(state)).toSorted(byUrgency(now));
  const asked = [...urgent.toSorted(byUrgency(now)), ...rest].slice(0, room);
  const askedUrgent = asked.filter(({ state }) => wasSureButWrong(state)).map(({ card }) => card);
  const askedRest = asked.filter(({ state }) => !wasSureButWrong(state)).map(({ card }) => card);

  const catchingUp = due.length > 2 * dailyCap;
  const newLeft = catchingUp ? 0 : Math.max(0, newPerDay - firstAnswers(today, record.reviews, start));
  const opened = openedLessons(record);
  const unanswered = cards.filter((card) => !states.has(stateKey(card)));
  const open = unanswered.filter(({ id }) => opened.has(lessonOf(id)));
  const fresh = open.slice(0, Math.min(newLeft, room - asked.length));

  const later = known.filter(({ state }) => state.due >= end).map(({ state }) => state.due);
  const byPart = (card: CardRef) => card.part;
  return {
    queue: [...interleave(askedUrgent, byPart), ...interleave([...askedRest, ...fresh], byPart)],
    sureButWrong: askedUrgent.length,
    fresh: fresh.length,
    unopened: open.length === 0 && unanswered.length > 0,
    due: due.length,
    postponed: due.length - asked.length,
    catchingUp,
    answeredToday,
    ...(due.length === 0 && later.length > 0 && { nextDue: Math.min(...later) }),
  };
}

/** The last answer was wrong, and the reader would have bet on it: nothing is learnt better than that, if it comes soon. */
function wasSureButWrong({ last }: KnownState): boolean {
  return last.grade === 'again' && last.confidence === 3;
}

/** First what has been due longest in proportion to how long it is remembered. */
function byUrgency(now: number) {
  const urgency = ({ due, stabilityDays }: KnownState) => (now - due) / Math.max(stabilityDays, 0.01);
  return (a: { state: KnownState; card: CardRef }, b: { state: KnownState; card: CardRef }) =>
    urgency(b.state) - urgency(a.state) || (a.card.id < b.card.id ? -1 : 1);
}

/** What was answered in reviews on a day. A clock that was ahead may have logged answers of days that are still to come. */
function inReviews(reviews: readonly Review[], { start, end }: ReturnType<typeof dayOf>): Review[] {
  return reviews.filter(({ at, attempt }) => at >= start && at < end && attempt === 'review');
}

/** How many of the cards that were answered today were never answered before. */
function firstAnswers(today: readonly Review[], reviews: readonly Review[], start: number): number {
  const before = new Set(reviews.filter(({ at }) => at < start).map(({ question }) => question));
  return new Set(today.map(({ question }) => question).filter((question) => !before.has(question))).size;
}
