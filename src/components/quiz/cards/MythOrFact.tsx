import { type ReactNode, useId, useState } from 'react';
import type { MythOrFactData } from '#content/page-data.ts';
import type { StatementVerdict } from '#content/statement.ts';
import { verdictScale, verdictWords } from '#content/verdict-words.ts';
import styles from './Card.module.css';
import { CardFrame, type CardProps } from './CardFrame.tsx';
import { Feedback } from './Feedback.tsx';

/** A widely shared statement to judge; then our verdict, what is right instead, and why. */
export function MythOrFact({ card, ...frame }: CardProps<MythOrFactData>): ReactNode {
  const { prompt, judged, feedback } = card;
  const name = useId();
  const [chosen, setChosen] = useState<StatementVerdict>();
  const { label } = verdictWords[judged.verdict];
  const condition = judged.conditions && `True when ${judged.conditions}. `;
  return (
    <CardFrame
      {...frame}
      prompt={prompt}
      judge={() => (chosen === undefined ? undefined : chosen === judged.verdict)}
      result={() => `The statement is ${label}.`}
      onRetry={() => setChosen(undefined)}
      solution={
        <p>
          <b>It is {label}.</b> {condition}
          {judged.instead} {feedback}
        </p>
      }
    >
      {({ checked, open }) => (
        <>
          <p className={styles.hint}>A widely shared statement. What is it?</p>
          {verdictScale.map((verdict) => {
            const good = verdict === judged.verdict;
            return (
              <div
                key={verdict}
                className={styles.option}
                data-verdict={
                  checked && (good || chosen === verdict) ? (good ? 'right' : 'wrong') : undefined
                }
              >
                <label>
                  <input
                    type="radio"
                    data-choice=""
                    name={name}
                    checked={chosen === verdict}
                    disabled={!open}
                    onChange={() => setChosen(verdict)}
                  />
                  <span>{verdictWords[verdict].label}</span>
                </label>
              </div>
            );
          })}
          {checked && (
            <Feedback good={chosen === judged.verdict} mark={`It is ${label}.`}>
              {condition}
              {judged.instead} {feedback}
            </Feedback>
          )}
        </>
      )}
    </CardFrame>
  );
}
