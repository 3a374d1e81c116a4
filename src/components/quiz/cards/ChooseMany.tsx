import { type ReactNode, useState } from 'react';
import type { ChooseManyQuestion } from '#content/question/choose-many.ts';
import styles from './Card.module.css';
import { CardFrame, type CardProps } from './CardFrame.tsx';
import { Feedback } from './Feedback.tsx';
import { shuffle } from './shuffle.ts';

/** Options of which several are right, and it says how many: the answer is right when every one of them is judged rightly. */
export function ChooseMany({ card, ...frame }: CardProps<ChooseManyQuestion>): ReactNode {
  const { prompt, options } = card;
  const [chosen, setChosen] = useState<string[]>([]);
  const misjudged = options.filter(({ text, correct }) => correct !== chosen.includes(text)).length;
  const toggle = (text: string) =>
    setChosen(chosen.includes(text) ? chosen.filter((each) => each !== text) : [...chosen, text]);
  return (
    <CardFrame
      {...frame}
      prompt={prompt}
      judge={() => (chosen.length === 0 ? undefined : misjudged === 0)}
      result={(correct) =>
        correct ? '' : `${options.length - misjudged} of ${options.length} judged rightly.`
      }
      onRetry={() => setChosen([])}
      solution={
        <ul>
          {options.map(({ text, correct, feedback }) => (
            <li key={text}>
              <b>
                {correct ? '✓' : '✗'} {text}
              </b>{' '}
              {feedback}
            </li>
          ))}
        </ul>
      }
    >
      {({ checked, open, seed }) => (
        <>
          <p className={styles.hint}>
            Choose the {options.filter(({ correct }) => correct).length} that are right.
          </p>
          {shuffle(options, seed).map(({ text, correct, feedback }) => {
            const good = correct === chosen.includes(text);
            return (
              <div
                key={text}
                className={styles.option}
                data-verdict={checked ? (good ? 'right' : 'wrong') : undefined}
              >
                <label>
                  <input
                    type="checkbox"
                    data-choice=""
                    checked={chosen.includes(text)}
                    disabled={!open}
                    onChange={() => toggle(text)}
                  />
                  <span>{text}</span>
                </label>
                {checked && (
                  <Feedback good={good} mark={correct ? 'It belongs in.' : 'It does not belong in.'}>
                    {feedback}
                  </Feedback>
                )}
              </div>
            );
          })}
        </>
      )}
    </CardFrame>
  );
}
