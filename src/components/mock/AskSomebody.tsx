import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { type Level, levels } from '#content/mock/reached-level.ts';
import type { MockIndex } from '#content/practice.ts';
import { WayBack } from '../way-back.tsx';
import styles from './Mock.module.css';
import { levelNames } from './SetUp.tsx';

/** What to ask somebody else, and at which level. */
export function AskSomebody({
  questions,
  chosen,
  comesBack,
  onBegin,
  onGoOn,
}: {
  questions: MockIndex['questions'];
  /** The question whose page led here. */
  chosen?: string;
  /** The reader comes back from such an interview. */
  comesBack: boolean;
  onBegin(question: string, level: Level): void;
  /** Goes on with the one that was stopped last. */
  onGoOn: (() => void) | undefined;
}): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (comesBack) heading.current?.focus();
  }, [comesBack]);
  const id = useId();
  const [question, setQuestion] = useState(chosen ?? questions[0]?.id ?? '');
  const [level, setLevel] = useState<Level>('mid');
  const begin = (event: FormEvent) => {
    event.preventDefault();
    onBegin(question, level);
  };
  return (
    <section className={styles.somebody} aria-labelledby={`${id}title`}>
      <h2 id={`${id}title`} ref={heading} tabIndex={-1}>
        Interview somebody else
      </h2>
      <WayBack
        gone={onGoOn && 'The last one is put away. It is gone when you leave this page.'}
        onUndo={() => onGoOn?.()}
      />
      <p>
        You get the question, a clock, what to listen for and what to ask next. At the end there is the same
        scorecard, for the other person.
      </p>
      <form className={styles.setUp} onSubmit={begin}>
        <p>
          <label htmlFor={`${id}question`}>The question</label>
          <select
            id={`${id}question`}
            className={styles.choose}
            value={question}
            onChange={({ target }) => setQuestion(target.value)}
          >
            {questions.map((each) => (
              <option key={each.id} value={each.id}>
                {each.prompt}
              </option>
            ))}
          </select>
        </p>
        <p>
          <label htmlFor={`${id}level`}>Their level</label>
          <select
            id={`${id}level`}
            className={styles.choose}
            value={level}
            onChange={({ target }) => setLevel(levels.find((each) => each === target.value) ?? 'mid')}
          >
            {levels.map((each) => (
              <option key={each} value={each}>
                {levelNames[each]}
              </option>
            ))}
          </select>
        </p>
        <button type="submit" className="button button--secondary">
          I ask
        </button>
      </form>
    </section>
  );
}
