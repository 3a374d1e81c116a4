import { type FormEvent, type ReactNode, useId } from 'react';
import styles from './OpenQuestion.module.css';
import { spokenTime } from './spoken-time.ts';

const confidences = ['guessing', 'fairly sure', 'would bet on it'];

interface Attempted {
  answer: string;
  confidence?: number;
  attempted: boolean;
}

/** The reader's own answer, typed or spoken, and how sure they are of it. Nothing else is shown before it. */
export function Attempt({
  targetSeconds,
  progress,
  update,
}: {
  targetSeconds: number;
  progress: Attempted;
  update(change: Partial<Attempted>): void;
}): ReactNode {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const confidence = Number(new FormData(event.currentTarget).get('confidence'));
    update({ confidence, attempted: true });
  };
  if (progress.attempted) {
    return progress.answer.trim() ? (
      <section className={styles.part} aria-label="Your answer">
        <h2>Your answer</h2>
        <blockquote className={styles.own}>{progress.answer}</blockquote>
      </section>
    ) : null;
  }
  return (
    <form className={styles.part} onSubmit={submit}>
      <h2>Your answer first</h2>
      <p>
        Say it as in the interview, in about {spokenTime(targetSeconds)}. Nothing that you type leaves this
        browser tab.
      </p>
      <label htmlFor={id}>Type it, or say it aloud and leave this empty</label>
      <textarea
        id={id}
        rows={6}
        value={progress.answer}
        onChange={(event) => update({ answer: event.target.value })}
      />
      <fieldset className={styles.choice}>
        <legend>How sure are you?</legend>
        {confidences.map((label, index) => (
          <label key={label}>
            <input type="radio" name="confidence" value={index + 1} required /> {label}
          </label>
        ))}
      </fieldset>
      <button type="submit" className="button button--primary">
        {progress.answer.trim() ? 'Compare my answer' : 'I answered aloud'}
      </button>
    </form>
  );
}
