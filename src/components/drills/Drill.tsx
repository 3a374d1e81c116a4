import useIsBrowser from '@docusaurus/useIsBrowser';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { type DrillKind, type DrillPrices, drillOf, isNearEnough } from '#content/drills.ts';
import { drillMark } from '#content/progress/marks.ts';
import { formatQuantity } from '../lesson/format.ts';
import { keepMark } from '../quiz/progress/keep-mark.ts';
import styles from './Drill.module.css';

/** One sum after the other: the numbers are drawn from a seed, the method is shown with the answer. */
export function Drill({
  data: { kind, prices },
}: {
  data: { kind: DrillKind; prices: DrillPrices };
}): ReactNode {
  const isBrowser = useIsBrowser();
  const id = useId();
  const [seed, setSeed] = useState(1);
  const [guess, setGuess] = useState('');
  const [checked, setChecked] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drill = drillOf(kind, seed, prices);
  const near = isNearEnough(Number(guess), drill.answer);
  const next = () => {
    setSeed(seed + 1);
    setGuess('');
    setChecked(false);
  };
  // The first sum waits for its reader; every further one was asked for.
  useEffect(() => {
    if (seed > 1) input.current?.focus({ preventScroll: true });
  }, [seed]);
  const check = (event: FormEvent) => {
    event.preventDefault();
    if (checked) {
      next();
    } else if (guess.trim() !== '') {
      setChecked(true);
      void keepMark({ kind: 'ticked', of: drillMark(kind), done: near });
    }
  };
  return (
    <section className={styles.drill} aria-label={`Drill: ${kind}`}>
      <form onSubmit={check}>
        <label htmlFor={id} data-assumed="">
          {drill.prompt}
        </label>
        <p className={`${styles.answer} needs-js`}>
          <input
            id={id}
            ref={input}
            type="number"
            step="any"
            min="0"
            inputMode="decimal"
            value={guess}
            disabled={!isBrowser}
            // It keeps the focus: Enter goes on to the next sum.
            readOnly={checked}
            onChange={({ target }) => setGuess(target.value)}
          />
          <span>{drill.unit}</span>
          <button type="submit" className="button button--primary button--sm" disabled={!isBrowser}>
            {checked ? 'Another one' : 'Check'}
          </button>
        </p>
      </form>
      <p role="status" className={styles.said}>
        {checked &&
          `${near ? '✓ Near enough.' : '✗ Too far off.'} It is ${formatQuantity(drill.answer, drill.unit)}; a fifth either way counts.`}
      </p>
      {(checked || !isBrowser) && (
        <details className={isBrowser ? undefined : 'without-js'} open={checked}>
          <summary>The method</summary>
          <ol data-assumed="">
            {drill.method.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}
