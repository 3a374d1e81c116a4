import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { DesignPhase } from '#content/design/design-interview.ts';
import styles from './Design.module.css';

/** One phase: what the interviewer says, what they answer to who asks, and room for notes. */
export function PhaseView({
  phase,
  notes,
  takesFocus,
  onNotes,
}: {
  phase: DesignPhase;
  notes: string;
  /** The reader has just come to it. */
  takesFocus: boolean;
  onNotes(notes: string): void;
}): ReactNode {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it appears
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, []);
  return (
    <>
      <h3 className={styles.heading} ref={heading} tabIndex={-1}>
        {phase.name}
      </h3>
      <ul className={styles.says} aria-label="The interviewer says">
        {phase.says.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <p>{phase.task}</p>
      {phase.answers.length > 0 && (
        <details className={styles.answers}>
          <summary>What the interviewer answers, when you have asked</summary>
          <dl>
            {phase.answers.map(({ asked, answer }) => (
              <div key={asked}>
                <dt>{asked}</dt>
                <dd>{answer}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      <label htmlFor={id}>Say it aloud, or write it down</label>
      <textarea
        id={id}
        rows={4}
        maxLength={20_000}
        value={notes}
        onChange={({ target }) => onNotes(target.value)}
      />
    </>
  );
}
