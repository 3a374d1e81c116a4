import { type CoursePosition, positionIn } from '#content/course.ts';
import { daysBetween } from '#content/plan/days.ts';
import { doneOf } from './marks.ts';
import type { Progress } from './record.ts';

/** What a reader could do next. */
export interface NextSteps extends CoursePosition {
  /** The interview question whose answer was begun last and is not finished, by its id. */
  begun?: string;
  /** A mock interview was begun and is not finished. */
  interviewing: boolean;
  /** Days until the interview; absent when no day is named, or when it is over. */
  daysLeft?: number;
}

/** Follows from the record, the lesson that was opened last, and the reader's own day (`2026-12-24`). */
export function nextSteps(
  lessons: readonly { id: string; title: string }[],
  prompts: Record<string, string>,
  record: Progress,
  { last, today }: { last?: string | undefined; today: string },
): NextSteps {
  const course = lessons.map(({ id, title }) => ({ id, label: title }));
  const [begun] = record.drafts
    .filter(({ question, finished }) => !finished && Object.hasOwn(prompts, question))
    .toSorted((a, b) => b.updatedAt - a.updatedAt);
  const { interviewOn } = record.settings;
  const daysLeft = interviewOn ? daysBetween(today, interviewOn) : -1;
  return {
    ...positionIn(course, { read: doneOf(record, 'read'), last }),
    ...(begun && { begun: begun.question }),
    interviewing: record.mocks.some(({ finishedAt }) => finishedAt === undefined),
    ...(daysLeft >= 0 && { daysLeft }),
  };
}
