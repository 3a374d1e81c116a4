import type { MapIndex, MapLesson } from '#content/review/course-map.ts';
import { addDays, type Day, daysBetween } from './days.ts';

/** What a lesson, an answer aloud, a card and the last evening take, in minutes. */
export const minutesOf = { lesson: 10, question: 15, card: 0.5, lastEvening: 90 } as const;

/** Nobody keeps more than this a day for two weeks. */
const mostLessonsPerDay = 2;
const mostQuestionsPerDay = 1;
const longestPlan = 14;

/** One thing to do: a lesson to read, a question to answer aloud, or the last evening. */
export interface PlanItem {
  kind: 'lesson' | 'question' | 'evening';
  /** `part/lesson` or the question's id; `tomorrow` for the evening. */
  id: string;
  done: boolean;
}

/** A day of the path. */
export interface PlanDay {
  day: Day;
  items: PlanItem[];
  /** With the cards of the day. */
  minutes: number;
}

/** The way to an interview. */
export interface InterviewPlan {
  /** Days until it, today not counted: 0 is today, negative is over. */
  daysLeft: number;
  days: PlanDay[];
  /** Cards to answer a day. */
  cardsPerDay: number;
  /** Lessons and questions for which there is no time, those first that matter least. */
  leftOut: { lessons: string[]; questions: string[] };
  /** Everything on the path, done or not. */
  done: number;
  of: number;
}

/** What was done already. */
export interface Done {
  lessons: ReadonlySet<string>;
  questions: ReadonlySet<string>;
  evening: boolean;
}

/**
 * What to do on which of the days from today to the one before the interview, two weeks at most. As much as fits is
 * taken by how much interviews ask for it, and done in the order of the course. The last day is the evening's. What is
 * done stays on the path, on its first days, so that the path ends.
 */
export function planInterview(
  index: MapIndex,
  { today, interviewOn, done }: { today: Day; interviewOn: Day; done: Done },
): InterviewPlan {
  const daysLeft = daysBetween(today, interviewOn);
  const length = Math.max(0, Math.min(longestPlan, daysLeft));
  const studyDays = Math.max(0, length - 1);
  const lessons = choose(
    index.lessons.filter(({ id }) => !done.lessons.has(id)),
    studyDays * mostLessonsPerDay,
    (lesson) => weightOf(lesson, index),
  );
  const questions = choose(
    index.openQuestions.filter(({ id }) => !done.questions.has(id)),
    studyDays * mostQuestionsPerDay,
    ({ concepts }) => concepts.length,
  );
  const taught = new Set([...lessons.taken.map(({ id }) => id), ...done.lessons]);
  const cards = index.cards.filter(({ id }) => taught.has(id.split('/').slice(0, 2).join('/'))).length;
  const cardsPerDay = studyDays === 0 ? 0 : Math.min(30, Math.ceil((cards * 1.5) / studyDays));

  const spread = <Item>(items: Item[], at: number) =>
    items.slice(
      Math.floor((items.length * at) / studyDays),
      Math.floor((items.length * (at + 1)) / studyDays),
    );
  const days = Array.from({ length }, (_, at): PlanDay => {
    const items: PlanItem[] =
      at < studyDays
        ? [
            ...spread(lessons.taken, at).map(({ id }) => ({ kind: 'lesson' as const, id, done: false })),
            ...spread(questions.taken, at).map(({ id }) => ({ kind: 'question' as const, id, done: false })),
          ]
        : [{ kind: 'evening', id: 'tomorrow', done: done.evening }];
    const work = items.reduce((sum, { kind }) => sum + minutesFor(kind), 0);
    return {
      day: addDays(today, daysLeft - length + at),
      items,
      minutes: Math.round(work + (at < studyDays ? cardsPerDay * minutesOf.card : 0)),
    };
  });
  const doneItems =
    index.lessons.filter(({ id }) => done.lessons.has(id)).length +
    index.openQuestions.filter(({ id }) => done.questions.has(id)).length;
  const evening = length > 0 ? 1 : 0;
  return {
    daysLeft,
    days,
    cardsPerDay,
    leftOut: {
      lessons: lessons.left.map(({ id }) => id),
      questions: questions.left.map(({ id }) => id),
    },
    done: doneItems + (done.evening ? evening : 0),
    of: doneItems + lessons.taken.length + questions.taken.length + evening,
  };
}

/** How often interview questions ask for what a lesson teaches. */
function weightOf({ concepts }: MapLesson, { openQuestions }: MapIndex): number {
  return openQuestions.filter((question) => question.concepts.some((each) => concepts.includes(each))).length;
}

/** The `room` items that weigh most, in their own order; what is left, lightest first. */
function choose<Item>(
  items: readonly Item[],
  room: number,
  weight: (item: Item) => number,
): { taken: Item[]; left: Item[] } {
  // Of two that weigh the same, the one that the course comes to first.
  const byWeight = items.toSorted((a, b) => weight(b) - weight(a));
  const taken = new Set(byWeight.slice(0, room));
  return {
    taken: items.filter((item) => taken.has(item)),
    left: byWeight.slice(room).toReversed(),
  };
}

function minutesFor(kind: PlanItem['kind']): number {
  if (kind === 'evening') return minutesOf.lastEvening;
  return kind === 'lesson' ? minutesOf.lesson : minutesOf.question;
}
