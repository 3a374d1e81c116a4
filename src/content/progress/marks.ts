import type { DrillKind } from '#content/drills.ts';
import { lessonOf } from '#content/lesson-of.ts';
import { markKey } from './merge.ts';
import type { Mark, Progress } from './record.ts';

type Marked = Pick<Progress, 'marks'>;

/** The mark of this kind on this thing; undefined when there is none. */
export function markOf<Kind extends Mark['kind']>(
  { marks }: Marked,
  kind: Kind,
  of: string,
): Extract<Mark, { kind: Kind }> | undefined {
  const found = marks.find((each) => markKey(each) === markKey({ kind, of }));
  return found as Extract<Mark, { kind: Kind }> | undefined;
}

/** What is marked as read, run or ticked, and was not taken back. */
export function doneOf({ marks }: Marked, kind: 'read' | 'ran' | 'ticked'): string[] {
  return marks.flatMap((mark) => (mark.kind === kind && 'done' in mark && mark.done ? [mark.of] : []));
}

/** What is ticked when the last sum of a drill was near enough, and taken back when it was not. */
export function drillMark(kind: DrillKind): string {
  return `drill ${kind}`;
}

/** The lessons that a reader has opened; who has answered a card of a lesson has seen it, too. */
export function openedLessons({ marks, reviews }: Pick<Progress, 'marks' | 'reviews'>): Set<string> {
  return new Set([
    ...marks.filter(({ kind }) => kind === 'opened').map(({ of }) => of),
    ...reviews.map(({ question }) => lessonOf(question)),
  ]);
}

/** The interview questions that were answered at least once. */
export function answeredOpenQuestions({ reviews }: Pick<Progress, 'reviews'>): string[] {
  return [
    ...new Set(reviews.map(({ question }) => question).filter((each) => each.startsWith('interview/'))),
  ];
}
