import { withNoted } from '#content/progress/change.ts';
import { answeredOpenQuestions, doneOf, openedLessons } from '#content/progress/marks.ts';
import type { Progress } from '#content/progress/record.ts';
import { changeGlance, readGlance } from './glance.ts';

/** Writes anew what the record says. When cards come back is the scheduler's business (keep-due.ts). */
export function keepGlance(kept: Progress): void {
  const { last, due, left } = readGlance();
  // What is noted and not in the record yet is shown already.
  const now = Date.now();
  const record = left.reduce((noted, mark) => withNoted(noted, mark, now), kept);
  const opened = [...openedLessons(record)];
  changeGlance({
    opened,
    read: [...doneOf(record, 'read'), ...answeredOpenQuestions(record)],
    predicted: Object.fromEntries(
      record.marks.flatMap((mark) => (mark.kind === 'predicted' ? [[mark.of, mark.guess ?? null]] : [])),
    ),
    last: last && opened.includes(last) ? last : undefined,
    due: record.reviews.length > 0 ? due : {},
  });
}
