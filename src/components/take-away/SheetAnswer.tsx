import type { ReactNode } from 'react';
import type { TakeAwayCard } from '#content/take-away.ts';
import styles from './PrintPage.module.css';

/** One answer on the sheet with the reasons behind it. */
export function SheetAnswer({ card, number }: { card: TakeAwayCard; number: number }): ReactNode {
  return (
    <article className={styles.item} id={`answer-${number}`}>
      <h4>
        {number}. {card.prompt}
      </h4>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made from our own files when the site is built */}
      <div dangerouslySetInnerHTML={{ __html: card.answerHtml }} />
      {card.figure && (
        <img
          className={styles.figure}
          src={`data:image/svg+xml,${encodeURIComponent(card.figure.svg)}`}
          alt={card.figure.description}
        />
      )}
      <dl className={styles.reasons}>
        {card.reasons.map(({ heading, text }) => (
          <div key={heading}>
            <dt>{heading}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.kind}>
        <a href={`#question-${number}`}>question {number}</a> · {card.title}
      </p>
    </article>
  );
}
