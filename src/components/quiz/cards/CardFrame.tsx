import useIsBrowser from '@docusaurus/useIsBrowser';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Confidence } from '#content/progress/record.ts';
import { useFocusOnStep } from '../../use-focus-on-step.ts';
import styles from './Card.module.css';
import { ConfidenceChoice } from './ConfidenceChoice.tsx';
import { Key } from './Key.tsx';
import { useCardKeys } from './use-card-keys.ts';

/** What a reader answered: the first answer of an attempt counts. */
export interface Answer {
  correct: boolean;
  confidence: Confidence;
}

/** What every kind of card takes. */
export interface CardProps<Data> {
  card: Data;
  /** Decides the order of what is shuffled; another one with every attempt. */
  seed?: string;
  onAnswer?(answer: Answer): void;
  /** It is the only card of the page: its keys work wherever nothing else has the focus. */
  alone?: boolean;
}

/** What the frame tells the kind of card that is in it. */
export interface Attempt {
  /** The answer has been checked: show what each part of it is worth. */
  checked: boolean;
  /** There is a browser that can take an answer, and it has not been checked yet. */
  open: boolean;
  /** Of this attempt. */
  seed: string;
}

/**
 * What all cards share: the prompt, how sure the reader is, the check, the result said aloud, another attempt. Without
 * JavaScript the answer is in a disclosure. `judge` gives undefined while there is no answer to check.
 */
export function CardFrame({
  prompt,
  seed = '',
  judge,
  result,
  solution,
  onAnswer,
  alone = false,
  onRetry,
  children,
}: {
  prompt: string;
  seed?: string;
  judge(attempt: Attempt): boolean | undefined;
  /** What is said beside right or wrong. */
  result?(correct: boolean): string;
  solution: ReactNode;
  onAnswer?(answer: Answer): void;
  alone?: boolean;
  onRetry(): void;
  children(attempt: Attempt): ReactNode;
}): ReactNode {
  const isBrowser = useIsBrowser();
  const [tries, setTries] = useState(0);
  const [confidence, setConfidence] = useState<Confidence>();
  const [correct, setCorrect] = useState<boolean>();
  const [asked, setAsked] = useState(false);
  const checked = correct !== undefined;
  const form = useRef<HTMLFormElement>(null);
  const said = useRef<HTMLParagraphElement>(null);
  const question = useFocusOnStep<HTMLFieldSetElement>(tries);
  useCardKeys(form, { alone, open: isBrowser && !checked });
  // The button that was pressed is gone; who shows a way on takes the focus there.
  useEffect(() => {
    if (checked) said.current?.focus({ preventScroll: true });
  }, [checked]);
  const attempt: Attempt = { checked, open: isBrowser && !checked, seed: `${seed}:${tries}` };

  const check = (event: FormEvent) => {
    event.preventDefault();
    const right = judge(attempt);
    setAsked(right === undefined);
    if (right === undefined || confidence === undefined) return;
    setCorrect(right);
    if (tries === 0) onAnswer?.({ correct: right, confidence });
  };
  const retry = () => {
    setTries(tries + 1);
    setConfidence(undefined);
    setCorrect(undefined);
    onRetry();
  };
  return (
    <form onSubmit={check} ref={form}>
      <fieldset className={styles.question} ref={question} tabIndex={-1}>
        <legend>{prompt}</legend>
        {children(attempt)}
      </fieldset>
      {/* Written with the page, too, so that nothing moves when the card comes to life. */}
      <div className="needs-js">
        <ConfidenceChoice keys value={confidence} disabled={!attempt.open} onChange={setConfidence} />
        {checked ? (
          <button key="retry" type="button" className="button button--secondary" onClick={retry}>
            Try again
          </button>
        ) : (
          <button key="check" type="submit" className="button button--primary" disabled={!isBrowser}>
            Check <Key>Enter</Key>
          </button>
        )}
      </div>
      {!isBrowser && (
        <details className="without-js">
          <summary>Decide first, then see the answer</summary>
          {solution}
        </details>
      )}
      <p className={styles.result} role="status" ref={said} tabIndex={-1}>
        {asked ? 'Answer first, then check.' : ''}
        {checked ? verdict(correct, confidence, result?.(correct)) : ''}
      </p>
    </form>
  );
}

function verdict(correct: boolean, confidence?: Confidence, more = ''): string {
  const word = correct ? 'Right.' : 'Not quite: read why.';
  const surprise =
    !correct && confidence === 3
      ? ' You would have bet on it: this is the kind of gap most worth closing.'
      : '';
  return `${word}${more && ` ${more}`}${surprise}`;
}
