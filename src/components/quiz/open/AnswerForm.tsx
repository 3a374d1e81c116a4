import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { Confidence } from '#content/progress/record.ts';
import { ConfidenceChoice } from '../cards/ConfidenceChoice.tsx';
import styles from './Open.module.css';

/** Takes an answer, typed or said aloud, and how sure the reader is of it. */
export function AnswerForm({
  answer,
  ready,
  rows,
  onType,
  onDone,
}: {
  answer: string;
  /** False until the record has been read: what is typed before would be overwritten. */
  ready: boolean;
  rows: number;
  onType(answer: string): void;
  onDone(confidence: Confidence): void;
}): ReactNode {
  const id = useId();
  const [confidence, setConfidence] = useState<Confidence>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (confidence !== undefined) onDone(confidence);
  };
  return (
    <form onSubmit={submit}>
      <label htmlFor={id}>Type it, or say it aloud and leave this empty</label>
      <textarea
        id={id}
        className={styles.answer}
        rows={rows}
        maxLength={40_000}
        value={answer}
        disabled={!ready}
        onChange={(event) => onType(event.target.value)}
      />
      <ConfidenceChoice value={confidence} disabled={!ready} onChange={setConfidence} />
      <button type="submit" className="button button--primary" disabled={!ready}>
        {answer.trim() ? 'Compare my answer' : 'I answered aloud'}
      </button>
    </form>
  );
}
