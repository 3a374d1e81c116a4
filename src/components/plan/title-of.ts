import type { PlanItem } from '#content/plan/plan.ts';
import type { ProgressIndex } from '#content/practice.ts';

/** What there is to do, in words, and where. */
export function titleOf(
  { kind, id }: PlanItem,
  index: ProgressIndex,
): { verb: string; text: string; to: string } {
  if (kind === 'evening') return { verb: 'The evening', text: 'The interview is tomorrow', to: '/tomorrow/' };
  if (kind === 'question') return { verb: 'Answer aloud', text: index.prompts[id] ?? id, to: `/${id}/` };
  const title = index.lessons.find((lesson) => lesson.id === id)?.title ?? id;
  return { verb: 'Read', text: title, to: `/${id}/` };
}
