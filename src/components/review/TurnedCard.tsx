import Link from '@docusaurus/Link';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { CardData } from '#content/page-data.ts';
import type { CardLoaders } from '#content/practice.ts';
import type { Progress } from '#content/progress/record.ts';
import type { CardRef } from '#content/question-bank.ts';
import { knownStates, stateKey } from '#content/review/card-states.ts';
import cardStyles from '../quiz/cards/Card.module.css';
import { Card } from '../quiz/cards/Card.tsx';
import { ItemIsWrong } from '../quiz/ItemIsWrong.tsx';
import { logAnswer } from '../quiz/log-answer.ts';
import { localDay } from './local-day.ts';
import styles from './Review.module.css';

/** One card of a sitting: asked, answered, and when it comes back. */
export default function TurnedCard({
  card,
  partLabel,
  load,
  step,
  record,
  onNext,
}: {
  card: CardRef;
  partLabel: string;
  load: CardLoaders[string] | undefined;
  step: { position: number; count: number };
  record: Progress;
  onNext(): void;
}): ReactNode {
  const { data, failed } = useCard(card, load);
  const [answered, setAnswered] = useState(false);
  const [seed] = useState(() => `${card.id} ${Date.now()}`);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const due = answered ? knownStates(record).get(stateKey(card))?.due : undefined;
  return (
    <section className={cardStyles.card} aria-labelledby="card">
      <h2 id="card" className={styles.step} ref={heading} tabIndex={-1}>
        Card {step.position + 1} of {step.count} · {partLabel}
      </h2>
      {failed && <p role="alert">This card could not be loaded. Reload the page; nothing is lost.</p>}
      {data && (
        <Card
          card={data}
          seed={seed}
          onAnswer={(answer) => {
            setAnswered(true);
            void logAnswer(data, answer, 'review');
          }}
        />
      )}
      {answered && (
        <div className={styles.next}>
          <button type="button" className="button button--primary" onClick={onNext}>
            {step.position + 1 < step.count ? 'Next card' : 'Finish'}
          </button>
          {due !== undefined && <p>Comes back on {localDay(due)}.</p>}
        </div>
      )}
      <div className={cardStyles.below}>
        <Link to={`/questions/${card.id}/`}>This question’s page</Link>
        <ItemIsWrong id={card.id} revision={card.revision} />
      </div>
    </section>
  );
}

function useCard(card: CardRef, load: CardLoaders[string] | undefined): { data?: CardData; failed: boolean } {
  const [data, setData] = useState<CardData>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let left = false;
    Promise.resolve(load?.())
      .then((module) => module?.default.find(({ id }) => id === card.id))
      .then(
        (found) => !left && (found ? setData(found) : setFailed(true)),
        () => !left && setFailed(true),
      );
    return () => {
      left = true;
    };
  }, [card.id, load]);
  return { data, failed };
}
