import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { Level } from '#content/mock/reached-level.ts';
import type { ScoredItem } from '#content/mock/scorecard.ts';
import { BackedBy } from '../quiz/Rubric.tsx';
import { clockTime } from './Clock.tsx';
import styles from './Scorecard.module.css';
import { levelNames } from './SetUp.tsx';

const marks = { said: '✓ said', partly: '◐ in part', missed: '✗ missed' };

/** One answer on the scorecard, folded, with the evidence for each point. */
export function ScoredAnswer({
  item,
  level,
  place,
}: {
  item: ScoredItem;
  level: Level;
  /** What the summary leads to. */
  place: string;
}): ReactNode {
  const reached = item.reached ? levelNames[item.reached] : 'below junior: a must is missing';
  return (
    <details className={styles.scored} data-meets={item.meets} id={place}>
      <summary>{item.prompt}</summary>
      <p>
        {item.isFollowUp && 'Follow-up. '}
        {item.answered ? (
          <>
            <b>{item.meets ? 'Meets the level.' : 'Below the level.'}</b> Reached: {reached}. Time:{' '}
            {clockTime(item.seconds)} of {clockTime(item.targetSeconds)}.
          </>
        ) : (
          <b>Not answered.</b>
        )}
      </p>
      {item.expectation && (
        <p>
          Expected of {levelNames[level].toLowerCase()}: {item.expectation}
        </p>
      )}
      {item.answered && (
        <ul className={styles.points}>
          {item.points.map(({ point, tick, quote }) => (
            <li key={point.point}>
              <b>{tick ? marks[tick] : 'not ticked'}</b> ({point.level}): {point.point}
              {quote && <q className={styles.phrase}>{quote}</q>}
              {point.backing && (
                <small>
                  <BackedBy backing={point.backing} />
                </small>
              )}
            </li>
          ))}
        </ul>
      )}
      {!item.isFollowUp && (
        <p>
          <Link to={`/${item.question}/`}>The average and the great answer</Link>
        </p>
      )}
    </details>
  );
}
