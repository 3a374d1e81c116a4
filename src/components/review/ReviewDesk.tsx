import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { CardLoaders, ReviewIndex } from '#content/practice.ts';
import type { CardRef } from '#content/question-bank.ts';
import { planSitting } from '#content/review/sitting.ts';
import { ProgressNotes } from '../quiz/ProgressNotes.tsx';
import type { ProgressView } from '../quiz/progress/use-progress.ts';
import { Calibration } from './Calibration.tsx';
import { DoneForToday } from './DoneForToday.tsx';
import { Mastery } from './Mastery.tsx';
import styles from './Review.module.css';
import { ReviewSettings } from './ReviewSettings.tsx';
import { SittingSummary } from './SittingSummary.tsx';

const TurnedCard = lazy(() => import('./TurnedCard.tsx'));

/** One sitting after the other: what is due, card by card, then what the answers say about the reader. */
export default function ReviewDesk({
  index,
  cards,
  progress,
}: {
  index: ReviewIndex;
  cards: CardLoaders;
  progress: ProgressView;
}): ReactNode {
  const { record } = progress;
  const [queue, setQueue] = useState<CardRef[]>();
  const [position, setPosition] = useState(0);
  const plan = planSitting(index.cards, record, Date.now());
  const current = queue?.[position];

  const begin = () => {
    setQueue(plan.queue);
    setPosition(0);
  };
  return (
    <>
      <ProgressNotes progress={progress} />
      {current ? (
        <Suspense fallback={<p role="status">Fetching the card…</p>}>
          <TurnedCard
            key={`${current.id} ${position}`}
            card={current}
            partLabel={index.parts.find(({ slug }) => slug === current.part)?.label ?? current.part}
            load={cards[current.part]}
            step={{ position, count: queue?.length ?? 0 }}
            record={record}
            onNext={() => setPosition(position + 1)}
          />
        </Suspense>
      ) : (
        <>
          {plan.queue.length > 0 ? (
            <SittingSummary plan={plan} onBegin={begin} />
          ) : (
            <DoneForToday plan={plan} index={index} record={record} />
          )}
          <div className={styles.insight}>
            <Calibration reviews={record.reviews} />
            <Mastery index={index} record={record} />
            <ReviewSettings progress={progress} />
          </div>
        </>
      )}
    </>
  );
}
