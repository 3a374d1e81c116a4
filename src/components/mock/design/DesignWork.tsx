import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { DesignInterviewData } from '#content/design/design-interview.ts';
import type { Drawing } from '#content/design/drawing.ts';
import { drawingText, readDrawing } from '#content/design/drawing-text.ts';
import type { DraftView } from '../../quiz/open/use-draft.ts';
import mock from '../Mock.module.css';
import { useSeconds } from '../use-seconds.ts';
import { Board } from './board/Board.tsx';
import { DrawingText } from './board/DrawingText.tsx';
import styles from './Design.module.css';
import { PhaseClock } from './PhaseClock.tsx';
import { PhaseView } from './PhaseView.tsx';

/** So many changes of the drawing can be taken back. */
const mostUndone = 100;

/** The interview while it runs: a clock, the phases, and a board. Everything is in the record at once. */
export function DesignWork({
  design,
  view,
  onClose,
}: {
  design: DesignInterviewData;
  view: DraftView;
  onClose(): void;
}): ReactNode {
  const { phases } = design;
  const { draft, update, updateFollowUp } = view;
  const heading = useRef<HTMLHeadingElement>(null);
  const [at, setAt] = useState(Math.min(phases.length, draft.followUps.length) - 1);
  const [moved, setMoved] = useState(false);
  const [pauses, setPauses] = useState(false);
  const [before, setBefore] = useState<string[]>([]);
  const seconds = useSeconds(draft.seconds, !pauses, (spent) => update({ seconds: spent }, { soon: true }));
  useEffect(() => heading.current?.focus(), []);
  const { drawing, problems } = readDrawing(draft.answer);
  const phase = phases[at];
  if (!phase) return null;

  const keep = (next: Drawing, undoable: boolean) => {
    if (undoable) setBefore([...before.slice(-mostUndone), draft.answer]);
    update({ answer: drawingText(next, { places: true }) }, { soon: true });
  };
  const undo = () => {
    update({ answer: before.at(-1) ?? '' }, { soon: true });
    setBefore(before.slice(0, -1));
  };
  const go = (to: number) => {
    // The phases that were reached are those that the record has notes of, if only empty ones.
    updateFollowUp(to, {});
    setMoved(true);
    setAt(to);
  };
  const next = phases[at + 1];
  return (
    <section className={mock.asked}>
      <h2 className={`${mock.step} ${styles.heading}`} ref={heading} tabIndex={-1}>
        {design.title}
      </h2>
      <p className={mock.prompt}>{design.prompt}</p>
      <div className={mock.time}>
        <PhaseClock phases={phases} at={at} seconds={seconds} />
        <button
          type="button"
          className="button button--secondary button--sm"
          onClick={() => {
            update({ seconds });
            setPauses(!pauses);
          }}
        >
          {pauses ? 'Go on' : 'Pause'}
        </button>
        <span role="status">{pauses ? 'The clock stands still.' : ''}</span>
      </div>
      <ol className={styles.steps} aria-label="Phases">
        {phases.map(({ name, minutes }, each) => (
          <li key={name}>
            <button type="button" aria-current={each === at ? 'step' : undefined} onClick={() => go(each)}>
              {name} <small>{minutes} min</small>
            </button>
          </li>
        ))}
      </ol>
      <PhaseView
        key={phase.name}
        phase={phase}
        notes={draft.followUps[at]?.answer ?? ''}
        takesFocus={moved}
        onNotes={(answer) => updateFollowUp(at, { answer }, { soon: true })}
      />
      {next && (
        <button type="button" className="button button--secondary" onClick={() => go(at + 1)}>
          Next: {next.name}
        </button>
      )}
      <div className={styles.drawing}>
        <h3>Your drawing</h3>
        <Board
          drawing={drawing}
          onChange={(changed) => keep(changed, true)}
          onUndo={before.length > 0 ? undo : undefined}
        />
        <DrawingText drawing={drawing} problems={problems} onType={keep} />
      </div>
      <div className={mock.actions}>
        <button
          type="button"
          className="button button--primary"
          onClick={() => update({ attempted: true, seconds })}
        >
          I am done: judge it
        </button>
        <button
          type="button"
          className="button button--secondary"
          onClick={() => {
            update({ seconds });
            onClose();
          }}
        >
          Leave it for now
        </button>
      </div>
    </section>
  );
}
