import useIsBrowser from '@docusaurus/useIsBrowser';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { PredictData } from '#content/page-data.ts';
import { formatQuantity } from './format.ts';
import styles from './Predict.module.css';
import { Provenance } from './Provenance.tsx';

/** Asks for a guess before it shows what was measured: a number for one variant, or which variant's is lower. */
export function Predict({ prompt, data }: { prompt: string; data: PredictData }): ReactNode {
  const isBrowser = useIsBrowser();
  const [guess, setGuess] = useState<string>();
  return (
    <section className={styles.predict} aria-label={`Predict: ${prompt}`}>
      <p className={styles.prompt}>{prompt}</p>
      {!isBrowser && (
        <details className="without-js">
          <summary>Guess first; then see what was measured</summary>
          <Reveal data={data} />
        </details>
      )}
      {guess === undefined ? <Guess data={data} onGuess={setGuess} /> : null}
      <div aria-live="polite">
        {guess !== undefined && (
          <>
            <Reveal data={data} guess={guess} />
            <button type="button" className={styles.again} onClick={() => setGuess(undefined)}>
              Guess again
            </button>
          </>
        )}
      </div>
    </section>
  );
}

function Guess({ data, onGuess }: { data: PredictData; onGuess(guess: string): void }): ReactNode {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onGuess(String(new FormData(event.currentTarget).get('guess') ?? ''));
  };
  const [only, ...others] = data.values;
  return (
    <form className={`${styles.form} needs-js`} onSubmit={submit}>
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
          {[...data.values.map((each) => each.variantLabel), 'no difference'].map((label) => (
            <label key={label}>
              <input type="radio" name="guess" value={label} required /> {label}
            </label>
          ))}
        </fieldset>
      )}
      <button type="submit" className="button button--primary button--sm">
        Show what was measured
      </button>
      <button type="button" className={styles.again} onClick={() => onGuess('')}>
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
    <div className={styles.reveal}>
      <table className={styles.bars}>
        <tbody>
          {guess ? (
            <tr>
              <th scope="row">you said</th>
              <td>
                <b>{formatQuantity(unit ? Number(guess) : guess, unit)}</b>
                {unit && <Bar share={Number(guess) / longest} of="guess" />}
              </td>
            </tr>
          ) : null}
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
    </div>
  );
}

function Bar({ share, of }: { share: number; of: string }): ReactNode {
  return <span className={styles.bar} data-of={of} style={{ width: `${Math.max(share * 70, 0.5)}%` }} />;
}
