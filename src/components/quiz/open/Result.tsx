import type { ReactNode } from 'react';
import type { BackedPoint } from '#content/page-data.ts';
import { gradeOfTicks } from '#content/progress/grade.ts';
import type { Confidence, Grade, Tick } from '#content/progress/record.ts';
import styles from './Open.module.css';

const verdicts: Record<Grade, string> = {
  again: 'A must is missing: come back to this one soon.',
  hard: 'Every must is there, though not all of them whole: once more in a few days.',
  good: 'Every must is there. The strong points would lift it.',
  easy: 'Every must and at least half of the rest: that is a great answer already.',
};

interface Judged {
  points: BackedPoint[];
  ticks: readonly (Tick | null | undefined)[];
  confidence?: Confidence;
}

/** What the ticks add up to, in a sentence. */
export function Verdict({ points, ticks, confidence }: Judged): ReactNode {
  const grade = gradeOfTicks(points, ticks);
  return (
    <p>
      <b>{verdicts[grade]}</b>
      {grade === 'again' &&
        confidence === 3 &&
        ' You would have bet on it: that is the kind of gap worth most to close.'}
    </p>
  );
}

/** The verdict, and the points to look for in the great answer; `found` has the place of those that are marked in it. */
export function Result({ found, ...judged }: Judged & { found: ReadonlyMap<number, string> }): ReactNode {
  const gaps = judged.points
    .map(({ point, level }, index) => ({ point, level, index }))
    .filter(({ index }) => judged.ticks[index] !== 'said');
  return (
    <div className={styles.result} role="status">
      <Verdict {...judged} />
      {gaps.length > 0 && (
        <>
          <p>Look for these while you read:</p>
          <ul>
            {gaps.map(({ point, level, index }) => (
              <li key={point}>
                {point} <i>({level})</i>{' '}
                {found.has(index) && <a href={`#${found.get(index)}`}>where it is said</a>}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
