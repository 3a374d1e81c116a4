import type { ReactNode } from 'react';
import type { OpenQuestionData } from '#content/page-data.ts';
import { useFocusOnStep } from '../../use-focus-on-step.ts';
import { Rubric } from '../Rubric.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import styles from './Open.module.css';
import { Verdict } from './Result.tsx';
import { type DraftView, freshFollowUp } from './use-draft.ts';

type FollowUp = OpenQuestionData['followUps'][number];

/** What an interviewer asks next: the same loop again, shorter. Without a draft the rubrics are in disclosures. */
export function FollowUps({ followUps, view }: { followUps: FollowUp[]; view?: DraftView }): ReactNode {
  return (
    <section className={styles.part} aria-labelledby="follow-ups">
      <h2 id="follow-ups">What you are asked next</h2>
      <p>Answer each before you see what was listened for.</p>
      {followUps.map((followUp, index) => (
        <details key={followUp.prompt} className={styles.followUp}>
          <summary>{followUp.prompt}</summary>
          {view ? (
            <FollowUpLoop followUp={followUp} index={index} view={view} />
          ) : (
            <Rubric points={followUp.rubric} />
          )}
        </details>
      ))}
    </section>
  );
}

function FollowUpLoop({
  followUp: { rubric },
  index,
  view: { draft, progress, updateFollowUp },
}: {
  followUp: FollowUp;
  index: number;
  view: DraftView;
}): ReactNode {
  const { answer, attempted, ticks } = draft.followUps[index] ?? freshFollowUp;
  const judging = useFocusOnStep<HTMLDivElement>(attempted);
  if (!attempted) {
    return (
      <AnswerForm
        answer={answer}
        ready={progress.ready}
        rows={3}
        onType={(typed) => updateFollowUp(index, { answer: typed }, { soon: true })}
        onDone={(confidence) => updateFollowUp(index, { confidence, attempted: true })}
      />
    );
  }
  const done = rubric.every((_, point) => ticks[point]);
  return (
    <div ref={judging} tabIndex={-1}>
      {answer.trim() && <blockquote className={styles.own}>{answer}</blockquote>}
      <Rubric
        points={rubric}
        ticks={ticks}
        onTick={(point, tick) => {
          const next = rubric.map((_, each) => (each === point ? tick : (ticks[each] ?? null)));
          updateFollowUp(index, { ticks: next, finished: next.every(Boolean) });
        }}
      />
      <div role="status">{done && <Verdict points={rubric} ticks={ticks} />}</div>
    </div>
  );
}
