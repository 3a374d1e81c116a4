import Link from '@docusaurus/Link';
import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { CardData } from '#content/page-data.ts';
import { useFocusOnStep } from '../use-focus-on-step.ts';
import styles from './cards/Card.module.css';
import { Card } from './cards/Card.tsx';
import { useEndOfLesson } from './end-of-lesson.ts';
import { ItemIsWrong } from './ItemIsWrong.tsx';
import { logAnswer } from './log-answer.ts';
import { ProgressNotes } from './ProgressNotes.tsx';
import { PromptsChoice } from './PromptsChoice.tsx';
import { useProgress } from './progress/use-progress.ts';

/** A recall card in a lesson: where it stands, gathered at the lesson's end, or put away, as the reader has set. */
export function LessonCard({ card }: { card: CardData }): ReactNode {
  const progress = useProgress();
  const { prompts } = progress.record.settings;
  const [wanted, setWanted] = useState(false);
  const [chosen, setChosen] = useState(0);
  const select = useRef<HTMLSelectElement>(null);
  const end = useEndOfLesson(prompts === 'end');
  const anchor = useId();
  const asked = useFocusOnStep<HTMLElement>(wanted);
  // Each arrow on the choice moves the card, and the choice that was in hand goes with it: the one that now stands where the
  // card was written is taken in hand.
  useLayoutEffect(() => {
    if (chosen > 0) select.current?.focus();
  }, [chosen]);
  const onChoose = () => setChosen(chosen + 1);
  const isGathered = prompts === 'end' && !wanted;
  const full = (
    <section
      className={styles.card}
      aria-label={`Question: ${card.prompt}`}
      id={anchor}
      ref={asked}
      tabIndex={-1}
    >
      <Card card={card} onAnswer={(answer) => void logAnswer(card, answer, 'lesson')} />
      <div className={styles.below}>
        <Link to={`/questions/${card.id}/`}>Link to this question</Link>
        <ItemIsWrong id={card.id} revision={card.revision} />
        <PromptsChoice progress={progress} select={isGathered ? undefined : select} onChoose={onChoose} />
        <ProgressNotes progress={progress} />
      </div>
    </section>
  );
  if (prompts === 'inline' || wanted) return full;
  const isThere = isGathered && end !== undefined;
  return (
    <>
      <p className={styles.elsewhere}>
        {isThere ? (
          <a href={`#${anchor}`}>A question on this waits at the end of the lesson.</a>
        ) : (
          <>
            There is a question on this.
            <button
              type="button"
              className="button button--secondary button--sm"
              onClick={() => setWanted(true)}
            >
              Ask me now
            </button>
          </>
        )}
        <PromptsChoice progress={progress} select={select} onChoose={onChoose} />
      </p>
      {isThere && createPortal(full, end)}
    </>
  );
}
