import Link from '@docusaurus/Link';
import { type ReactNode, useId, useState } from 'react';
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
  const end = useEndOfLesson(prompts === 'end');
  const anchor = useId();
  const asked = useFocusOnStep<HTMLElement>(wanted);
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
        <PromptsChoice />
        <ProgressNotes progress={progress} />
      </div>
    </section>
  );
  if (prompts === 'inline' || wanted) return full;
  if (prompts === 'end' && end) {
    return (
      <>
        <p className={styles.elsewhere}>
          <a href={`#${anchor}`}>A question on this waits at the end of the lesson.</a>
        </p>
        {createPortal(full, end)}
      </>
    );
  }
  return (
    <p className={styles.elsewhere}>
      There is a question on this.
      <button type="button" className="button button--secondary button--sm" onClick={() => setWanted(true)}>
        Ask me now
      </button>
      <PromptsChoice />
    </p>
  );
}
