import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { InterviewPlan } from '#content/plan/plan.ts';
import type { ProgressIndex } from '#content/practice.ts';
import { counted } from '../review/counted.ts';
import { titleOf } from './title-of.ts';

/** What there is no time for, said plainly. */
export function LeftOut({
  leftOut: { lessons, questions },
  index,
}: {
  leftOut: InterviewPlan['leftOut'];
  index: ProgressIndex;
}): ReactNode {
  if (lessons.length + questions.length === 0) return null;
  const items = [
    ...lessons.map((id) => ({ kind: 'lesson' as const, id, done: false })),
    ...questions.map((id) => ({ kind: 'question' as const, id, done: false })),
  ];
  return (
    <section aria-labelledby="left-out">
      <h2 id="left-out">Left out</h2>
      <p>
        There is no time for {counted(lessons.length, 'lesson')} and {counted(questions.length, 'question')}.
        They are those that share least with what interview questions ask.
      </p>
      <details>
        <summary>Which</summary>
        <ul>
          {items.map((item) => {
            const { text, to } = titleOf(item, index);
            return (
              <li key={item.id}>
                <Link to={to}>{text}</Link>
              </li>
            );
          })}
        </ul>
      </details>
    </section>
  );
}
