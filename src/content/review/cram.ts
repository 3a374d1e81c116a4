import { lessonOf } from '#content/lesson-of.ts';
import { openedLessons } from '#content/progress/marks.ts';
import type { Progress } from '#content/progress/record.ts';
import type { CardRef } from '#content/question-bank.ts';
import { type KnownState, knownStates } from './card-states.ts';
import { interleave } from './interleave.ts';
import { stateKey } from './state-key.ts';

/**
 * What to ask on the evening before an interview, whatever is due: what was wrong the last time, then what was never
 * asked of the lessons that were opened, then what is remembered shortest. With `all`, cards of other lessons count as
 * well. At most `count`, parts mixed within each of the three.
 */
export function planCram(
  cards: readonly CardRef[],
  record: Pick<Progress, 'marks' | 'reviews'>,
  { count, all }: { count: number; all: boolean },
): CardRef[] {
  const states = knownStates(record);
  const opened = openedLessons(record);
  const stateOf = (card: CardRef): KnownState | undefined => states.get(stateKey(card));
  const mine = cards.filter((card) => all || opened.has(lessonOf(card.id)) || stateOf(card));
  const wrong = mine.filter((card) => stateOf(card)?.last.grade === 'again');
  const fresh = mine.filter((card) => !stateOf(card));
  const known = mine
    .filter((card) => stateOf(card) && !wrong.includes(card))
    .toSorted((a, b) => (stateOf(a)?.stabilityDays ?? 0) - (stateOf(b)?.stabilityDays ?? 0));
  const byPart = (card: CardRef) => card.part;
  let left = count;
  return [wrong, fresh, known].flatMap((group) => {
    const taken = group.slice(0, left);
    left -= taken.length;
    return interleave(taken, byPart);
  });
}
