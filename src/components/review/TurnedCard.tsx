import Link from '@docusaurus/Link';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { localDay } from '#content/local-day.ts';
import type { CardLoaders } from '#content/practice.ts';
import type { Progress } from '#content/progress/record.ts';
import type { CardRef } from '#content/question-bank.ts';
import { knownStates } from '#content/review/card-states.ts';
import { stateKey } from '#content/review/state-key.ts';
import cardStyles from '../quiz/cards/Card.module.css';
import { Card } from '../quiz/cards/Card.tsx';
import { Key } from '../quiz/cards/Key.tsx';
import { ItemIsWrong } from '../quiz/ItemIsWrong.tsx';
import { logAnswer } from '../quiz/log-answer.ts';
import styles from './Review.module.css';
import { useCard } from './use-card.ts';

/** What an answer counts for: the schedule; nothing, because it was given already; or nothing, as before an interview. */
export type Counts = 'schedule' | 'again' | 'cram';

/** One card of a sitting: asked, answered, and when it comes back. */
export default function TurnedCard({
  card,
  partLabel,
  load,
  counts,
  title,
  comesAgain,
  last,
  record,
  onNext,
}: {
  card: CardRef;
  partLabel: string;
  load: CardLoaders[string] | undefined;
  counts: Counts;
  /** Which card of how many. */
  title: string;
  /** In this sitting, if the answer is wrong. */
  comesAgain: boolean;
  last: boolean;
  record: Progress;
  onNext(correct: boolean): void;
}): ReactNode {
  const { data, failed } = useCard(card, load);
  const [correct, setCorrect] = useState<boolean>();
  const answered = correct !== undefined;
  const [seed] = useState(() => `${card.id} ${Date.now()}`);
  const heading = useRef<HTMLHeadingElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    if (answered) next.current?.focus({ preventScroll: true });
  }, [answered]);
  const due = answered && counts !== 'cram' ? knownStates(record).get(stateKey(card))?.due : undefined;
  return (
    <section className={cardStyles.card} aria-labelledby="card">
      <h2 id="card" className={styles.step} ref={heading} tabIndex={-1}>
        {title} · {partLabel}
      </h2>
      {failed && <p role="alert">This card could not be loaded. Reload the page; nothing is lost.</p>}
      {data && (
        <Card
          card={data}
          seed={seed}
          alone
          onAnswer={(answer) => {
            setCorrect(answer.correct);
            if (counts === 'schedule') void logAnswer(data, answer, 'review');
          }}
        />
      )}
      {answered && (
        <div className={cardStyles.next}>
          <button ref={next} type="button" className="button button--primary" onClick={() => onNext(correct)}>
            {last && (correct || !comesAgain) ? 'Finish' : 'Next card'} <Key>Enter</Key>
          </button>
          {due !== undefined && <p>Comes back on {localDay(due)}.</p>}
          {!correct && comesAgain && <p>You will see it once more in this sitting.</p>}
        </div>
      )}
      <div className={cardStyles.below}>
        <Link to={`/questions/${card.id}/`}>This question’s page</Link>
        <ItemIsWrong id={card.id} revision={card.revision} />
      </div>
    </section>
  );
}
