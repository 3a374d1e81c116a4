import type { Progress } from '#content/progress/record.ts';
import type { BankedLesson, CardRef } from '#content/question-bank.ts';
import { knownStates } from './card-states.ts';
import { stateKey } from './state-key.ts';

/** From so many days of stability on, a card counts as lasting: three weeks, a usual time between applying and the interview. */
const lastingDays = 21;

/** How far a reader is with one concept, in cards. */
export interface ConceptMastery {
  concept: string;
  cards: number;
  answered: number;
  /** Right the last time. */
  right: number;
  /** Right the last time, and likely to be so in three weeks. */
  lasting: number;
}

/** What is known of each concept that any card exercises, in the order in which the course first asks about it. */
export function masteryOf(cards: readonly CardRef[], record: Pick<Progress, 'reviews'>): ConceptMastery[] {
  const states = knownStates(record);
  const concepts = [...new Set(cards.flatMap((card) => card.concepts))];
  return concepts.map((concept) => {
    const own = cards.filter((card) => card.concepts.includes(concept));
    const known = own.flatMap((card) => states.get(stateKey(card)) ?? []);
    const right = known.filter(({ last }) => last.grade !== 'again');
    return {
      concept,
      cards: own.length,
      answered: known.length,
      right: right.length,
      lasting: right.filter(({ stabilityDays }) => stabilityDays >= lastingDays).length,
    };
  });
}

/** The concept that needs work most, and the lesson that teaches most of what was wrong; absent when nothing was. */
export interface NextStep {
  concept: string;
  lesson?: BankedLesson;
}

/**
 * What to do next: go back to where the last answers were wrong, the concept with the largest share first; then to the
 * first concept of the course that was never asked about.
 */
export function nextStep(
  mastery: readonly ConceptMastery[],
  lessons: readonly BankedLesson[],
): NextStep | undefined {
  const wrong = mastery
    .filter(({ answered, right }) => answered > right)
    .toSorted((a, b) => a.right / a.answered - b.right / b.answered);
  const next = wrong[0] ?? mastery.find(({ answered }) => answered === 0);
  if (!next) return undefined;
  const weak = wrong.map(({ concept }) => concept);
  const shared = (lesson: BankedLesson) => lesson.concepts.filter((each) => weak.includes(each)).length;
  const [lesson] = lessons
    .filter(({ concepts }) => concepts.includes(next.concept))
    .toSorted((a, b) => shared(b) - shared(a));
  return { concept: next.concept, ...(lesson && { lesson }) };
}
