import useIsBrowser from '@docusaurus/useIsBrowser';
import { type ReactNode, useId, useState } from 'react';
import type { ChooseOneQuestion } from '#content/question/choose-one.ts';
import styles from './Question.module.css';

/** One question with one right option; every option explains itself once it has been checked. */
export function ChooseOne({ question }: { question: ChooseOneQuestion }): ReactNode {
  const { prompt, options } = question;
  const isBrowser = useIsBrowser();
  const name = useId();
  const [chosen, setChosen] = useState<number>();
  const [checked, setChecked] = useState<number[]>([]);
  const latest = checked.at(-1);
  const right = options.find((option) => option.correct);

  return (
    <section className={styles.card} aria-label="Question">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen !== undefined) setChecked([...checked.filter((each) => each !== chosen), chosen]);
        }}
      >
        <fieldset>
          <legend>{prompt}</legend>
          {options.map((option, index) => (
            <div
              key={option.text}
              className={styles.option}
              data-verdict={checked.includes(index) ? (option.correct ? 'right' : 'wrong') : undefined}
            >
              <label>
                <input
                  type="radio"
                  name={name}
                  checked={chosen === index}
                  disabled={!isBrowser}
                  onChange={() => setChosen(index)}
                />
                <span>{option.text}</span>
              </label>
              {checked.includes(index) && (
                <p className={styles.feedback}>
                  <b>{option.correct ? '✓ Right.' : '✗ Not quite.'}</b> {option.feedback}
                </p>
              )}
            </div>
          ))}
        </fieldset>
        {isBrowser ? (
          <button type="submit" className="button button--primary" disabled={chosen === undefined}>
            Check
          </button>
        ) : (
          <details className="without-js">
            <summary>Decide for one, then see the answer</summary>
            <p>
              <b>{right?.text}</b> {right?.feedback}
            </p>
            <ul>
              {options
                .filter((option) => !option.correct)
                .map((option) => (
                  <li key={option.text}>
                    {option.text}: {option.feedback}
                  </li>
                ))}
            </ul>
          </details>
        )}
        <p className={styles.result} role="status">
          {latest === undefined
            ? ''
            : options[latest]?.correct
              ? 'Right.'
              : 'Not quite: read why, then choose again.'}
        </p>
      </form>
    </section>
  );
}
