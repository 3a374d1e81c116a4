import { type ReactNode, useId } from 'react';
import type { JudgedDesignPoint } from '#content/design/judged.ts';
import type { Shown } from '#content/design/shown.ts';
import type { Tick } from '#content/progress/record.ts';
import rubric from '../../quiz/Rubric.module.css';
import { BackedBy, levelWords } from '../../quiz/Rubric.tsx';
import styles from './Design.module.css';

const ticks: [Tick, string][] = [
  ['said', 'said it'],
  ['partly', 'partly'],
  ['missed', 'missed'],
];

/** One point of the rubric: what the drawing has of it, or the reader's own tick. */
export function DesignPoint({
  judged: { point, drawn, otherwise, tick },
  onTick,
}: {
  judged: JudgedDesignPoint;
  /** Null takes a tick back. */
  onTick(tick: Tick | null): void;
}): ReactNode {
  const name = useId();
  return (
    <li data-level={point.level} data-tick={tick ?? undefined}>
      <p className={rubric.point}>
        <span className={rubric.level}>{levelWords[point.level]}</span> {point.point}
      </p>
      <p className={rubric.why}>{point.why}</p>
      {point.backing && (
        <p className={rubric.backing}>
          <BackedBy backing={point.backing} />
        </p>
      )}
      {drawn ? (
        <>
          <ul className={styles.shown}>
            {linesOf(drawn).map((line) => (
              <li key={line} className={styles.found}>
                {line}
              </li>
            ))}
          </ul>
          {(otherwise || tick !== 'said') && (
            <label className={styles.otherwise}>
              <input
                type="checkbox"
                checked={otherwise ?? false}
                onChange={({ target }) => onTick(target.checked ? 'said' : null)}
              />{' '}
              My drawing shows it in another way
            </label>
          )}
        </>
      ) : (
        <fieldset className={rubric.ticks}>
          <legend>Did you say it?</legend>
          {ticks.map(([each, label]) => (
            <label key={each}>
              <input type="radio" name={name} checked={tick === each} onChange={() => onTick(each)} /> {label}
            </label>
          ))}
        </fieldset>
      )}
    </li>
  );
}

/** What was looked for; two things that the same arrows show are told once. */
const linesOf = (drawn: readonly Shown[]): string[] => [
  ...new Set(drawn.map(({ met, says }) => `${met ? '✓' : '✗'} ${says}`)),
];
