import type { ReactNode } from 'react';
import type { BackedPoint } from '#content/page-data.ts';
import { gradeOfTicks } from '#content/progress/grade.ts';
import type { Grade, Tick } from '#content/progress/record.ts';
import styles from './OpenQuestion.module.css';

const verdicts: Record<Grade, string> = {
  again: 'A must is missing: come back to this one soon.',
  hard: 'Every must is there, though not all of them whole: once more in a few days.',
  good: 'Every must is there. The strong points would lift it.',
  easy: 'Every must and at least half of the rest: that is a great answer already.',
};

/** What the ticks add up to, and the points to look for in the great answer. */
export function Result({
  points,
  ticks,
  confidence,
}: {
  points: BackedPoint[];
  ticks: (Tick | undefined)[];
  confidence?: number;
}): ReactNode {
  const grade = gradeOfTicks(points, ticks);
  const gaps = points.filter((_, index) => ticks[index] !== 'said');
  return (
    <div className={styles.result} role="status">
      <p>
        <b>{verdicts[grade]}</b>
        {grade === 'again' &&
          confidence === 3 &&
          ' You would have bet on it: that is the kind of gap worth most to close.'}
      </p>
      {gaps.length > 0 && (
        <>
          <p>Look for these while you read:</p>
          <ul>
            {gaps.map(({ point, level }) => (
              <li key={point}>
                {point} <i>({level})</i>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
