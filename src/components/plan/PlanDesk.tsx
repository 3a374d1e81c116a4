import { type ReactNode, useId, useState } from 'react';
import { addDays, dayAt } from '#content/plan/days.ts';
import { planInterview } from '#content/plan/plan.ts';
import type { ProgressIndex } from '#content/practice.ts';
import { withSettings } from '#content/progress/change.ts';
import { answeredOpenQuestions, doneOf } from '#content/progress/marks.ts';
import { ProgressNotes } from '../quiz/ProgressNotes.tsx';
import type { ProgressView } from '../quiz/progress/use-progress.ts';
import { AddToCalendar } from './AddToCalendar.tsx';
import { LeftOut } from './LeftOut.tsx';
import { Path } from './Path.tsx';
import styles from './Plan.module.css';
import Ready from './Ready.tsx';

/** The day of the interview, and what follows from it. */
export default function PlanDesk({
  index,
  progress,
}: {
  index: ProgressIndex;
  progress: ProgressView;
}): ReactNode {
  const id = useId();
  const { record } = progress;
  const { interviewOn } = record.settings;
  const [forgotten, setForgotten] = useState<string>();
  const today = dayAt(Date.now());
  const set = (day: string) => {
    const now = Date.now();
    const change = { interviewOn: /^\d{4}-\d\d-\d\d$/.test(day) ? day : undefined };
    void progress.change((before) => withSettings(before, change, now));
  };
  const done = {
    lessons: new Set(doneOf(record, 'read')),
    questions: new Set(answeredOpenQuestions(record)),
    evening: doneOf(record, 'ticked').includes('plan evening'),
  };
  const plan = interviewOn ? planInterview(index, { today, interviewOn, done }) : undefined;
  return (
    <>
      <ProgressNotes progress={progress} />
      <p className={styles.day}>
        <label htmlFor={id}>The day of my interview</label>
        <input
          id={id}
          type="date"
          min={today}
          max={addDays(today, 365)}
          value={interviewOn ?? ''}
          onChange={({ target }) => set(target.value)}
        />
        {(interviewOn ?? forgotten) && (
          <button
            type="button"
            className="button button--secondary button--sm"
            onClick={() => {
              setForgotten(interviewOn);
              set(interviewOn ? '' : (forgotten ?? ''));
            }}
          >
            {interviewOn ? 'Forget it' : 'Undo'}
          </button>
        )}
      </p>
      {!plan && <p>Choose a day, and this page makes a path to it. The day stays in this browser.</p>}
      {plan && plan.daysLeft < 0 && (
        <p>
          That day is over. Whatever came of it: write down tonight what you were asked, and come back for the
          cards.
        </p>
      )}
      {plan && plan.daysLeft === 0 && <p>It is today. Good luck.</p>}
      {plan && interviewOn && plan.daysLeft > 0 && (
        <>
          <Path plan={plan} index={index} today={today} />
          <AddToCalendar plan={plan} index={index} interviewOn={interviewOn} />
          <LeftOut leftOut={plan.leftOut} index={index} />
        </>
      )}
      <Ready index={index} record={record} />
    </>
  );
}
