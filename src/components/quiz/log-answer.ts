import { withReview } from '#content/progress/change.ts';
import { gradeOfAnswer } from '#content/progress/grade.ts';
import type { Review } from '#content/progress/record.ts';
import type { Answer } from './cards/CardFrame.tsx';
import { changeGlance, readGlance } from './glance/glance.ts';
import { newId } from './progress/new-id.ts';
import { storeInTheEnd } from './progress/use-progress.ts';

/** Adds the answer to a recall card to the reader's log. */
export async function logAnswer(
  { id, revision }: { id: string; revision: number },
  { correct, confidence }: Answer,
  attempt: Review['attempt'],
): Promise<void> {
  const review: Review = {
    id: newId(),
    question: id,
    revision,
    at: Date.now(),
    attempt,
    grade: gradeOfAnswer(correct, confidence),
    correct,
    confidence,
  };
  const store = await storeInTheEnd();
  await store.change((record) => withReview(record, review));
  // Not due any more today; when it comes back is for a page with the scheduler to say.
  const { [`${id}@${revision}`]: _, ...due } = readGlance().due;
  changeGlance({ due });
}
