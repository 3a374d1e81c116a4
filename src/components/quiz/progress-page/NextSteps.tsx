import Link from '@docusaurus/Link';
import { type ReactNode, useEffect, useState } from 'react';
import { dayAt } from '#content/plan/days.ts';
import type { ProgressIndex } from '#content/practice.ts';
import { nextSteps } from '#content/progress/next-steps.ts';
import type { Progress } from '#content/progress/record.ts';
import { dayOf } from '#content/review/day.ts';
import { countDue, followGlance, readGlance } from '../glance/glance.ts';
import styles from './NextSteps.module.css';

/** At the head of the page, what to do now: the lesson to go on with, what is due, what was begun, the interview. */
export function NextSteps({ index, record }: { index: ProgressIndex; record: Progress }): ReactNode {
  const [glance, setGlance] = useState(readGlance);
  // What is due is worked out when the page has come (CourseMap.tsx).
  useEffect(() => followGlance(() => setGlance(readGlance())), []);
  const { lessons, prompts } = index;
  const now = Date.now();
  const steps = nextSteps(lessons, prompts, record, { last: glance.last, today: dayAt(now) });
  const { next, read, begun, interviewing, daysLeft } = steps;
  const due = countDue(glance, dayOf(now).end);
  return (
    <section className={styles.next} aria-label="What is next">
      <p className={styles.first}>
        {next ? (
          <>
            {glance.opened.length > 0 ? 'Continue with' : 'Begin with'}{' '}
            <Link to={`/${next.id}/`}>{next.label}</Link>
          </>
        ) : (
          <>
            All lessons read. <Link to="/mock/">Take a mock interview</Link>
          </>
        )}
      </p>
      <ul>
        <li>
          {read} of {lessons.length} lessons read
        </li>
        <li>
          {due === 0 ? (
            <>No card is due</>
          ) : (
            <Link to="/review/">
              {due} {due === 1 ? 'card is' : 'cards are'} due
            </Link>
          )}
        </li>
        <li>
          <Link to="/plan/">{daysLeft === undefined ? 'Say when your interview is' : inDays(daysLeft)}</Link>
        </li>
        {interviewing && (
          <li>
            <Link to="/mock/">Go on with your mock interview</Link>
          </li>
        )}
        {begun && (
          <li>
            Begun, not finished: <Link to={`/${begun}/`}>{prompts[begun]}</Link>
          </li>
        )}
      </ul>
    </section>
  );
}

function inDays(days: number): string {
  if (days === 0) return 'Your interview is today';
  return days === 1 ? 'Your interview is tomorrow' : `Your interview is in ${days} days`;
}
