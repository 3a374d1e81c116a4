import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import type { ReactNode } from 'react';
import { type CalendarDay, calendarFile } from '#content/plan/calendar.ts';
import type { InterviewPlan } from '#content/plan/plan.ts';
import type { ProgressIndex } from '#content/practice.ts';
import { siteRootOf } from '#content/site-root.ts';
import { saveFile } from '../quiz/save-file.ts';
import { titleOf } from './title-of.ts';

/** The path as a file for a calendar. */
export function AddToCalendar({
  plan,
  index,
  interviewOn,
}: {
  plan: InterviewPlan;
  index: ProgressIndex;
  interviewOn: string;
}): ReactNode {
  const { siteConfig } = useDocusaurusContext();
  const site = siteRootOf(siteConfig);
  const save = () => {
    const days = plan.days.map(({ day, items, minutes }): CalendarDay => {
      const todo = items.map((item) => titleOf(item, index));
      return {
        uid: `day-${day}`,
        day,
        title: `200 or 202: ${minutes} minutes`,
        text: [
          ...todo.map(({ verb, text, to }) => `${verb}: ${text} ${site}${to}`),
          ...(plan.cardsPerDay > 0 ? [`${plan.cardsPerDay} cards: ${site}/review/`] : []),
        ].join('\n'),
      };
    });
    const interview = { uid: 'interview', day: interviewOn, title: 'Interview', text: 'Good luck.' };
    saveFile('interview.ics', calendarFile([...days, interview], Date.now()), 'text/calendar');
  };
  return (
    <p>
      <button type="button" className="button button--secondary" onClick={save}>
        Save the path for my calendar (.ics)
      </button>
    </p>
  );
}
