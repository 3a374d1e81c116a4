import type { ReactNode } from 'react';
import { localDay } from '#content/local-day.ts';
import type { MockSession } from '#content/progress/record.ts';
import { levelNames } from './SetUp.tsx';

/** The scorecards of earlier interviews, newest first. */
export function PastInterviews({
  sessions,
  onShow,
}: {
  sessions: readonly MockSession[];
  onShow(id: string): void;
}): ReactNode {
  const past = sessions.filter(({ finishedAt }) => finishedAt !== undefined).toReversed();
  if (past.length === 0) return null;
  return (
    <section aria-labelledby="past">
      <h2 id="past">Earlier interviews</h2>
      <ul>
        {past.map(({ id, startedAt, minutes, level }) => (
          <li key={id}>
            {localDay(startedAt)}, {minutes} minutes, {levelNames[level]}{' '}
            <button type="button" className="button button--secondary button--sm" onClick={() => onShow(id)}>
              Scorecard
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
