import Link from '@docusaurus/Link';
import { type ReactNode, useEffect, useRef } from 'react';
import { localDay } from '#content/local-day.ts';
import type { ReviewIndex } from '#content/practice.ts';
import { openedLessons } from '#content/progress/marks.ts';
import type { Progress } from '#content/progress/record.ts';
import { masteryOf, nextStep } from '#content/review/mastery.ts';
import { planSitting, type Sitting } from '#content/review/sitting.ts';
import { conceptName } from './concept-name.ts';
import { counted } from './counted.ts';
import styles from './Review.module.css';

/** The end of a day's reviews: when there is something again, and what could be done instead. */
export function DoneForToday({
  plan,
  index,
  record,
}: {
  plan: Sitting;
  index: ReviewIndex;
  record: Progress;
}): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  const answered = plan.answeredToday > 0;
  useEffect(() => {
    if (!answered) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, [answered]);
  const step = nextStep(masteryOf(index.cards, record), index.lessons);
  const opened = openedLessons(record);
  const lesson = index.lessons.find(({ href }) => !opened.has(href.slice(1, -1)));
  // Open questions take minutes: the due ones are offered, never queued.
  const settings = { ...record.settings, newPerDay: 0 };
  const [open] = planSitting(index.openQuestions, { ...record, settings }, Date.now()).queue;
  const openPrompt = index.openQuestions.find(({ id }) => id === open?.id)?.prompt;
  return (
    <section className={styles.summary} aria-labelledby="done">
      <h2 id="done" ref={heading} tabIndex={-1}>
        You are done for today
      </h2>
      <p role="status">
        {answered ? `${counted(plan.answeredToday, 'card')} answered today. ` : 'Nothing is due. '}
        {plan.postponed > 0 && `${counted(plan.postponed, 'card')} due wait for tomorrow. `}
        {plan.nextDue !== undefined && `The next one is due on ${localDay(plan.nextDue)}. `}
        {answered || plan.nextDue !== undefined
          ? 'Coming back earlier gains little: the pause is what makes it last.'
          : ''}
      </p>
      {plan.unopened && lesson && (
        <p>
          New cards come from the lessons that you have opened. The next one is{' '}
          <Link to={lesson.href}>{lesson.title}</Link>.
        </p>
      )}
      {(step || open) && (
        <>
          <p>If you still have time:</p>
          <ul>
            {step?.lesson && (
              <li>
                <Link to={step.lesson.href}>{step.lesson.title}</Link>, for{' '}
                {conceptName(step.concept, index.conceptNames)}
              </li>
            )}
            {step && !step.lesson && (
              <li>
                <Link to="/questions/">A question</Link> on {conceptName(step.concept, index.conceptNames)}
              </li>
            )}
            {open && (
              <li>
                An interview question that is due again: <Link to={`/${open.id}/`}>{openPrompt}</Link>
              </li>
            )}
          </ul>
        </>
      )}
    </section>
  );
}
