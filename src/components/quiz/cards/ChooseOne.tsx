import { type ReactNode, useId, useState } from 'react';
import type { ChooseOneQuestion } from '#content/question/choose-one.ts';
import styles from './Card.module.css';
import { CardFrame, type CardProps } from './CardFrame.tsx';
import { Feedback } from './Feedback.tsx';
import { shuffle } from './shuffle.ts';

/** One question with one right option; every option explains itself once the choice has been checked. */
export function ChooseOne({ card, ...frame }: CardProps<ChooseOneQuestion>): ReactNode {
  const { prompt, options } = card;
  const name = useId();
  const [chosen, setChosen] = useState<string>();
  const right = options.find((option) => option.correct);
  return (
    <CardFrame
      {...frame}
      prompt={prompt}
      judge={() => (chosen === undefined ? undefined : chosen === right?.text)}
      onRetry={() => setChosen(undefined)}
      solution={
        <>
          <p>
            <b>{right?.text}</b> {right?.feedback}
          </p>
          <ul>
            {options
              .filter((option) => !option.correct)
              .map(({ text, feedback }) => (
                <li key={text}>
                  {text}: {feedback}
                </li>
              ))}
          </ul>
        </>
      }
    >
      {({ checked, open, seed }) =>
        shuffle(options, seed).map(({ text, correct, feedback }) => (
          <div
            key={text}
            className={styles.option}
            data-verdict={checked && (correct || chosen === text) ? (correct ? 'right' : 'wrong') : undefined}
          >
            <label>
              <input
                type="radio"
                data-choice=""
                name={name}
                checked={chosen === text}
                disabled={!open}
                onChange={() => setChosen(text)}
              />
              <span>{text}</span>
            </label>
            {checked && (
              <Feedback good={correct} mark={correct ? 'Right.' : chosen === text ? 'Not quite.' : 'No.'}>
                {feedback}
              </Feedback>
            )}
          </div>
        ))
      }
    </CardFrame>
  );
}
