import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { PredictData } from '#content/page-data.ts';
import { commentOn, noDifference } from '#content/prediction.ts';
import { followGlance, readGlance } from '../quiz/glance/glance.ts';
import { keepMark } from '../quiz/progress/keep-mark.ts';
import { formatQuantity } from './format.ts';
import styles from './Predict.module.css';
import { Provenance } from './Provenance.tsx';

/**
 * Asks for a guess before it shows what was measured: a number for one variant, or which variant's is lower. What was
 * guessed is remembered. The result has its place from the beginning, so that nothing moves when it is shown.
 */
export function Predict({ prompt, data }: { prompt: string; data: PredictData }): ReactNode {
  const [guess, setGuess] = useState<string | null>();
  const [again, setAgain] = useState(false);
  const ask = useRef<HTMLDivElement>(null);
  const result = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const show = () => setGuess(readGlance().predicted[data.key]);
    show();
    return followGlance(show);
  }, [data.key]);
  const keep = (next: string | null) => {
    setAgain(false);
    setGuess(next);
    void keepMark({ kind: 'predicted', of: data.key, ...(next !== null && { guess: next }) });
    // The form is gone, and the focus with it.
    requestAnimationFrame(() => result.current?.focus({ preventScroll: true }));
  };
  const guessAgain = () => {
    setAgain(true);
    // The button is gone, and the focus with it.
    requestAnimationFrame(() => ask.current?.querySelector('input')?.focus({ preventScroll: true }));
  };
  const shown = guess !== undefined && !again;
  return (
    <section className={styles.predict} aria-label={`Predict: ${prompt}`} data-predict={data.key}>
      <p className={styles.prompt}>{prompt}</p>
      <div className={styles.layers} data-shown={shown}>
        <div className={styles.ask} ref={ask}>
          <Guess data={data} onGuess={keep} />
        </div>
        <div className={styles.reveal} ref={result} tabIndex={-1} aria-live="polite">
          <Reveal data={data} guess={guess ?? undefined} />
          <p className={styles.comment}>
            {shown && (guess ? commentOn(guess, data.values) : 'Skipped.')}{' '}
            <button type="button" className={styles.again} onClick={guessAgain}>
              Guess again
            </button>
          </p>
        </div>
      </div>
    </section>
  );
}

function Guess({ data, onGuess }: { data: PredictData; onGuess(guess: string | null): void }): ReactNode {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onGuess(String(new FormData(event.currentTarget).get('guess') ?? ''));
  };
  const [only, ...others] = data.values;
  return (
    <form className={styles.form} onSubmit={submit}>
      {others.length === 0 ? (
        <label htmlFor={id}>
          Your guess{' '}
          <input
            id={id}
            name="guess"
            type="number"
            min="0"
            step="any"
            inputMode="decimal"
            required
            size={6}
          />{' '}
          {only?.unit}
        </label>
      ) : (
        <fieldset>
          <legend>Your guess</legend>
          {[...data.values.map((each) => each.variantLabel), noDifference].map((label) => (
            <label key={label}>
              <input type="radio" name="guess" value={label} required /> {label}
            </label>
          ))}
        </fieldset>
      )}
      <button type="submit" className="button button--primary button--sm">
        Show what was measured
      </button>
      <button type="button" className={styles.again} onClick={() => onGuess(null)}>
        Skip
      </button>
    </form>
  );
}

function Reveal({ data, guess }: { data: PredictData; guess?: string }): ReactNode {
  const [only, ...others] = data.values;
  const unit = others.length === 0 ? only?.unit : undefined;
  const longest = Math.max(...data.values.map((each) => each.median), unit ? Number(guess) || 0 : 0);
  return (
    <>
      <table className={styles.bars}>
        <tbody>
          <tr>
            <th scope="row">you said</th>
            <td>
              <b>{guess ? formatQuantity(unit ? Number(guess) : guess, unit) : '–'}</b>
              {unit && guess && <Bar share={Number(guess) / longest} of="guess" />}
            </td>
          </tr>
          {data.values.map(({ variant, variantLabel, median, unit }) => (
            <tr key={variant}>
              <th scope="row">{others.length === 0 ? 'measured' : variantLabel}</th>
              <td>
                <b>{formatQuantity(median, unit)}</b>
                <Bar share={median / longest} of={variant} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <details className={styles.source}>
        <summary>{only?.metricLabel}: where this comes from</summary>
        <Provenance of={data.provenance} />
      </details>
    </>
  );
}

function Bar({ share, of }: { share: number; of: string }): ReactNode {
  return (
    <span className={styles.bar} data-of={of} style={{ width: `${Math.max((share || 0) * 70, 0.5)}%` }} />
  );
}
