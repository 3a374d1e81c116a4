import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { OrderQuestion } from '#content/question/order.ts';
import styles from './Card.module.css';
import { CardFrame, type CardProps } from './CardFrame.tsx';
import { Feedback } from './Feedback.tsx';
import { disorder } from './shuffle.ts';

/** Steps to bring into order with buttons; every move is said, and the button that made it keeps the focus. */
export function Order({ card, ...frame }: CardProps<OrderQuestion>): ReactNode {
  const { prompt, steps } = card;
  const [moved, setMoved] = useState<string[]>();
  const [said, setSaid] = useState('');
  const pressed = useRef<HTMLButtonElement | null>(null);
  // React moves the row by taking it out and putting it back, and a button loses the focus on the way.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each move
  useLayoutEffect(() => pressed.current?.focus(), [moved]);

  const rightPlace = (text: string) => steps.findIndex((step) => step.text === text);
  const inOrder = (seed: string) => moved ?? disorder(steps, seed).map((step) => step.text);
  /** An arrow on a step's button moves the step, whichever of its two buttons it is. */
  const arrow = (texts: string[], index: number, event: KeyboardEvent<HTMLButtonElement>) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(texts, index, by, event.currentTarget);
  };
  const move = (texts: string[], from: number, by: number, button: HTMLButtonElement) => {
    const to = from + by;
    const text = texts[from];
    if (text === undefined || to < 0 || to >= texts.length) return;
    pressed.current = button;
    setMoved(texts.toSpliced(from, 1).toSpliced(to, 0, text));
    setSaid(`${text}: now ${to + 1} of ${texts.length}.`);
  };
  return (
    <CardFrame
      {...frame}
      prompt={prompt}
      judge={({ seed }) => inOrder(seed).every((text, index) => rightPlace(text) === index)}
      result={(correct) => (correct ? '' : 'The right place stands beside each step.')}
      onRetry={() => {
        pressed.current = null;
        setMoved(undefined);
        setSaid('');
      }}
      solution={
        <ol>
          {steps.map(({ text, feedback }) => (
            <li key={text}>
              <b>{text}</b> {feedback}
            </li>
          ))}
        </ol>
      }
    >
      {({ checked, open, seed }) => (
        <>
          <p className={styles.hint}>
            Bring them into order, first at the top.
            <span className="for-keys"> By keyboard: a number goes to a step, an arrow moves it.</span>
          </p>
          <ol className={styles.steps}>
            {inOrder(seed).map((text, index, texts) => {
              const place = rightPlace(text);
              const good = place === index;
              return (
                <li
                  key={text}
                  className={styles.option}
                  data-verdict={checked ? (good ? 'right' : 'wrong') : undefined}
                >
                  <div className={styles.step}>
                    <span>{text}</span>
                    {(checked ? [] : [-1, 1]).map((by) => (
                      <button
                        key={by}
                        type="button"
                        data-choice={by === (index === 0 ? 1 : -1) ? '' : undefined}
                        aria-label={`Move ${by < 0 ? 'up' : 'down'}: ${text}`}
                        aria-disabled={!open || !(index + by in texts)}
                        onKeyDown={(event) => open && arrow(texts, index, event)}
                        onClick={(event) => open && move(texts, index, by, event.currentTarget)}
                      >
                        <span aria-hidden="true">{by < 0 ? '↑' : '↓'}</span>
                      </button>
                    ))}
                  </div>
                  {checked && (
                    <Feedback good={good} mark={good ? 'Its place.' : `Belongs in place ${place + 1}.`}>
                      {steps[place]?.feedback}
                    </Feedback>
                  )}
                </li>
              );
            })}
          </ol>
          <p className={styles.unseen} aria-live="polite">
            {said}
          </p>
        </>
      )}
    </CardFrame>
  );
}
