import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import type { CardLoaders, ReviewIndex } from '#content/practice.ts';
import type { CardRef } from '#content/question-bank.ts';
import { planSitting } from '#content/review/sitting.ts';
import { stateKey } from '#content/review/state-key.ts';
import { lazyPart } from '../lazy-part.tsx';
import { keepDue } from '../quiz/glance/keep-due.ts';
import { ProgressNotes } from '../quiz/ProgressNotes.tsx';
import type { ProgressView } from '../quiz/progress/use-progress.ts';
import { Calibration } from './Calibration.tsx';
import { Cram, cramPlace } from './Cram.tsx';
import { Crammed, type CramResult } from './Crammed.tsx';
import { DoneForToday } from './DoneForToday.tsx';
import { Mastery } from './Mastery.tsx';
import styles from './Review.module.css';
import { ReviewSettings } from './ReviewSettings.tsx';
import { SittingSummary } from './SittingSummary.tsx';
import type { Counts } from './TurnedCard.tsx';

const TurnedCard = lazyPart(() => import('./TurnedCard.tsx'));
const Listening = lazyPart(() => import('./Listening.tsx'));

/** One card in turn: of the sitting, again because it was wrong, or of a cramming that counts for nothing. */
interface Turn {
  card: CardRef;
  counts: Counts;
}

/** Cards to be read aloud, and the voice that does it. */
interface Heard {
  cards: readonly CardRef[];
  voice: SpeechSynthesisVoice;
}

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
  const [turns, setTurns] = useState<Turn[]>();
  const [position, setPosition] = useState(0);
  const [crammed, setCrammed] = useState<CramResult>();
  const [heard, setHeard] = useState<Heard>();
  const plan = planSitting(index.cards, record, Date.now());
  const current = turns?.[position];
  useEffect(() => keepDue(record, index.cards.map(stateKey)), [record, index]);
  // The page was there before its desk: whoever was sent to a place in it is brought there when it is.
  useEffect(() => {
    const place = location.hash === `#${cramPlace}` ? document.getElementById(cramPlace) : null;
    place?.focus();
    place?.scrollIntoView();
  }, []);

  const listened = useRef(false);
  useEffect(() => {
    if (listened.current && !heard) document.getElementById(cramPlace)?.focus();
    listened.current = heard !== undefined;
  }, [heard]);

  const begin = (cards: readonly CardRef[], counts: 'schedule' | 'cram') => {
    setTurns(cards.map((card) => ({ card, counts })));
    setPosition(0);
    setCrammed(counts === 'cram' ? { right: 0, asked: cards.length } : undefined);
  };
  const goOn = (turn: Turn, correct: boolean) => {
    // The schedule has its answer already.
    if (!correct && comesAgain(turns ?? [], turn))
      setTurns([...(turns ?? []), { card: turn.card, counts: 'again' }]);
    if (turn.counts === 'cram' && correct && crammed) setCrammed({ ...crammed, right: crammed.right + 1 });
    setPosition(position + 1);
  };
  const fetching = (what: string) => (
    <p role="status" className="waiting">
      Fetching the {what}…
    </p>
  );
  if (heard) {
    return (
      <Suspense fallback={fetching('cards')}>
        <Listening {...heard} loaders={cards} onEnd={() => setHeard(undefined)} />
      </Suspense>
    );
  }
  return (
    <>
      <ProgressNotes progress={progress} />
      {current ? (
        <Suspense fallback={fetching('card')}>
          <TurnedCard
            key={`${current.card.id} ${position}`}
            card={current.card}
            partLabel={index.parts.find(({ slug }) => slug === current.card.part)?.label ?? current.card.part}
            load={cards[current.card.part]}
            counts={current.counts}
            title={titleOf(turns ?? [], position)}
            comesAgain={comesAgain(turns ?? [], current)}
            last={position + 1 === turns?.length}
            record={record}
            onNext={(correct) => goOn(current, correct)}
          />
        </Suspense>
      ) : (
        <>
          {crammed && <Crammed result={crammed} />}
          {plan.queue.length > 0 ? (
            <SittingSummary plan={plan} onBegin={() => begin(plan.queue, 'schedule')} />
          ) : (
            !crammed && <DoneForToday plan={plan} index={index} record={record} />
          )}
          <div className={styles.insight}>
            <Cram
              cards={index.cards}
              record={record}
              onBegin={(chosen) => begin(chosen, 'cram')}
              onListen={(chosen, voice) => setHeard({ cards: chosen, voice })}
            />
            <Calibration reviews={record.reviews} />
            <Mastery index={index} record={record} />
            <ReviewSettings progress={progress} />
          </div>
        </>
      )}
    </>
  );
}

/** What was wrong comes again at the end of the sitting, until it was asked three times: then the pause does more. */
function comesAgain(turns: readonly Turn[], { card }: Turn): boolean {
  return turns.filter((each) => each.card === card).length < 3;
}

/** Which turn it is: `Card 3 of 15`, or `Once more: 1 of 2` for what was wrong. */
function titleOf(turns: readonly Turn[], position: number): string {
  const first = turns.filter(({ counts }) => counts !== 'again').length;
  return position < first
    ? `Card ${position + 1} of ${first}`
    : `Once more: ${position - first + 1} of ${turns.length - first}`;
}
