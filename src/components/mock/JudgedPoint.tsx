import { type ReactNode, useId } from 'react';
import type { BackedPoint } from '#content/page-data.ts';
import type { Tick } from '#content/progress/record.ts';
import rubric from '../quiz/Rubric.module.css';
import { BackedBy } from '../quiz/Rubric.tsx';
import styles from './Judging.module.css';

const ticks: [Tick, string][] = [
  ['said', 'said it'],
  ['partly', 'partly'],
  ['missed', 'missed'],
];

/** One point of a rubric to be ticked, with the phrase that proves it. */
export function JudgedPoint({
  who = 'you',
  point,
  tick,
  quote,
  onTick,
  onQuote,
}: {
  /** Whose answer it is: of who judges, or of who was asked. */
  who?: 'you' | 'they';
  point: BackedPoint;
  tick?: Tick;
  quote: string;
  onTick(tick: Tick): void;
  onQuote(quote: string): void;
}): ReactNode {
  const id = useId();
  return (
    <li data-level={point.level} data-tick={tick}>
      <p className={rubric.point}>
        <span className={rubric.level}>{point.level}</span> {point.point}
      </p>
      <p className={rubric.why}>{point.why}</p>
      {point.backing && (
        <p className={rubric.backing}>
          <BackedBy backing={point.backing} />
        </p>
      )}
      <fieldset className={rubric.ticks}>
        <legend>Did {who} say it?</legend>
        {ticks.map(([each, label]) => (
          <label key={each}>
            <input type="radio" name={id} checked={tick === each} onChange={() => onTick(each)} /> {label}
          </label>
        ))}
      </fieldset>
      {(tick === 'said' || tick === 'partly') && (
        <p className={styles.quote}>
          <label htmlFor={`${id}quote`}>The phrase {who} used</label>
          <input
            id={`${id}quote`}
            type="text"
            maxLength={2000}
            value={quote}
            onChange={({ target }) => onQuote(target.value)}
          />
        </p>
      )}
    </li>
  );
}
