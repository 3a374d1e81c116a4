import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { InterviewPlan } from '#content/plan/plan.ts';
import type { ProgressIndex } from '#content/practice.ts';
import { formatDay } from '../lesson/format.ts';
import { MarkBox } from '../quiz/progress/MarkBox.tsx';
import { counted } from '../review/counted.ts';
import styles from './Plan.module.css';
import { titleOf } from './title-of.ts';

/** Day by day: what to do, and how long it takes. What is done goes from the list, and the list ends. */
export function Path({
  plan,
  index,
  today,
}: {
  plan: InterviewPlan;
  index: ProgressIndex;
  today: string;
}): ReactNode {
  const { days, daysLeft, cardsPerDay, done, of } = plan;
  const left = of - done;
  return (
    <section aria-labelledby="path">
      <h2 id="path">{daysLeft === 1 ? 'It is tomorrow' : `${daysLeft} days left`}</h2>
      <p>
        {done} of {of} done. <progress max={of} value={done} aria-label="Done" />{' '}
        {cardsPerDay > 0 && (
          <>
            Beside what stands below, {counted(cardsPerDay, 'card')} a day on{' '}
            <Link to="/review/">the review page</Link>.
          </>
        )}
      </p>
      {left === 0 && (
        <p role="status">
          <b>Everything on your path is done.</b> Keep the cards going, and sleep well.
        </p>
      )}
      {days[0] && days[0].day > today && (
        <p>
          The path begins two weeks before, on {formatDay(days[0].day)}. Until then,{' '}
          <Link to="/review/">ten minutes a day</Link> are enough.
        </p>
      )}
      <ol className={styles.days}>
        {days.map(({ day, items, minutes }) => (
          <li key={day} data-today={day === today}>
            <p className={styles.date}>
              <b>{day === today ? 'Today' : formatDay(day)}</b> <small>{minutes} minutes</small>
            </p>
            <ul>
              {items.length === 0 && <li>Cards only.</li>}
              {items.map((item) => {
                const { verb, text, to } = titleOf(item, index);
                return (
                  <li key={item.id}>
                    {item.kind === 'evening' && (
                      <MarkBox
                        kind="ticked"
                        of="plan evening"
                        label="The evening before is done"
                        done={item.done}
                        ready
                      />
                    )}{' '}
                    {verb}: <Link to={to}>{text}</Link>
                  </li>
                );
              })}
            </ul>
          </li>
        ))}
      </ol>
      <p className={styles.soft}>
        A lesson is done when it is marked as read at its end, a question when you have ticked its rubric.
        What you do not manage today moves on by itself.
      </p>
    </section>
  );
}
