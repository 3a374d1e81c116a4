import type { ReactNode } from 'react';
import type { ScoredItem } from '#content/mock/scorecard.ts';
import { clockTime } from './Clock.tsx';
import { levelNames } from './SetUp.tsx';
import styles from './Summary.module.css';

/** The whole interview at a glance: each answer in a line, with what it reached and how long it took. */
export function Summary({
  items,
  placeOf,
  onLook,
}: {
  items: readonly ScoredItem[];
  placeOf(index: number): string;
  /** The reader goes to that answer. */
  onLook(place: string): void;
}): ReactNode {
  return (
    <table className={styles.summary}>
      <caption>All answers</caption>
      <thead>
        <tr>
          <th scope="col">Question</th>
          <th scope="col">Level</th>
          <th scope="col" className="number">
            Points said
          </th>
          <th scope="col" className="number">
            Time
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => (
          <tr key={`${item.question} ${item.prompt}`} data-follow-up={item.isFollowUp}>
            <th scope="row">
              <a href={`#${placeOf(index)}`} onClick={() => onLook(placeOf(index))}>
                {item.prompt}
              </a>
            </th>
            <td>{statusOf(item)}</td>
            <td className="number">
              {item.answered
                ? `${item.points.filter(({ tick }) => tick === 'said').length} of ${item.points.length}`
                : '–'}
            </td>
            <td className="number">{item.answered ? clockTime(item.seconds) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function statusOf({ answered, meets, reached }: ScoredItem): string {
  if (!answered) return '– not answered';
  const level = reached ? levelNames[reached].toLowerCase() : 'below junior';
  return `${meets ? '✓' : '✗'} ${level}`;
}
