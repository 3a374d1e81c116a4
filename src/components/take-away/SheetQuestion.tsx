import type { ReactNode } from 'react';
import type { TakeAwayCard } from '#content/take-away.ts';
import styles from './PrintPage.module.css';

/** One question on the sheet with what there is to choose from, or lines to write on. */
export function SheetQuestion({ card, number }: { card: TakeAwayCard; number: number }): ReactNode {
  return (
    <article className={styles.item} id={`question-${number}`}>
      <h4>
        {number}. {card.prompt}
      </h4>
      <p className={styles.kind}>
        {card.kind} · <a href={`#answer-${number}`}>answer {number}</a>
      </p>
      {card.choices.length > 0 ? (
        <ul className={styles.choices}>
          {card.choices.map((choice) => (
            <li key={choice}>{choice}</li>
          ))}
        </ul>
      ) : (
        <div className={styles.lines} aria-hidden="true" />
      )}
    </article>
  );
}
