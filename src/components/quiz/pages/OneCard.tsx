import Link from '@docusaurus/Link';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { CardData, LessonCardsData } from '#content/page-data.ts';
import cardStyles from '../cards/Card.module.css';
import { Card } from '../cards/Card.tsx';
import { Key } from '../cards/Key.tsx';
import { ItemIsWrong } from '../ItemIsWrong.tsx';
import { logAnswer } from '../log-answer.ts';
import { ProgressNotes } from '../ProgressNotes.tsx';
import { useProgress } from '../progress/use-progress.ts';
import styles from './Pages.module.css';

/** One recall card by itself: an address to share, to come back to, and to complain about. */
export function OneCard({
  card,
  data: { lesson, href, cards },
}: {
  card: CardData;
  data: LessonCardsData;
}): ReactNode {
  const progress = useProgress();
  const next = cards[cards.indexOf(card) + 1];
  const [answered, setAnswered] = useState<string>();
  const way = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answered) way.current?.querySelector('a')?.focus({ preventScroll: true });
  }, [answered]);
  return (
    <>
      <h1 className={styles.small}>A question on “{lesson}”</h1>
      <section className={cardStyles.card} aria-label="Question">
        <Card
          key={card.id}
          card={card}
          alone
          onAnswer={(answer) => {
            setAnswered(card.id);
            void logAnswer(card, answer, 'page');
          }}
        />
        {answered === card.id && next && (
          <div className={cardStyles.next} ref={way}>
            <Link className="button button--primary" to={`/questions/${next.id}/`}>
              Next question <Key>Enter</Key>
            </Link>
          </div>
        )}
        <div className={cardStyles.below}>
          <ItemIsWrong id={card.id} revision={card.revision} />
          <ProgressNotes progress={progress} />
        </div>
      </section>
      <p className={styles.ways}>
        <Link to={href}>The lesson: {lesson}</Link>
        {next && <Link to={`/questions/${next.id}/`}>Next question</Link>}
        <Link to="/questions/">All questions</Link>
      </p>
    </>
  );
}
