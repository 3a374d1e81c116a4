import { type ReactNode, useEffect, useRef } from 'react';
import { promptOf, rubricOf, withItem } from '#content/mock/session.ts';
import type { OpenQuestionData } from '#content/page-data.ts';
import type { MockSession } from '#content/progress/record.ts';
import { JudgedPoint } from './JudgedPoint.tsx';
import styles from './Mock.module.css';

/** After the last answer: every answer beside what an interviewer listens for, to be ticked point by point. */
export function Judging({
  session,
  questions,
  keep,
  onFinish,
}: {
  session: MockSession;
  questions: readonly OpenQuestionData[];
  keep(session: MockSession, soon?: boolean): void;
  onFinish(session: MockSession): void;
}): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const items = session.items.flatMap((item, index) => {
    const question = questions.find(({ id }) => id === item.question);
    return question && item.attempted ? [{ item, index, question, rubric: rubricOf(item, question) }] : [];
  });
  const left = items.reduce(
    (sum, { item, rubric }) => sum + rubric.filter((_, point) => !item.ticks[point]).length,
    0,
  );
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        Now judge yourself
      </h2>
      <p>
        Be strict: tick “said it” only where you can quote yourself, and write the phrase down. People are
        kinder to themselves than interviewers are.
      </p>
      {items.length === 0 && <p>You answered nothing this time.</p>}
      {items.map(({ item, index, question, rubric }) => (
        <article key={`${item.question} ${item.followUp}`} className={styles.judged}>
          <h3>{promptOf(item, question)}</h3>
          {item.answer.trim() ? (
            <blockquote className={styles.own}>{item.answer}</blockquote>
          ) : (
            <p>You answered aloud.</p>
          )}
          <ol>
            {rubric.map((point, at) => (
              <JudgedPoint
                key={point.point}
                point={point}
                tick={item.ticks[at] ?? undefined}
                quote={item.quotes[at] ?? ''}
                onTick={(tick) => {
                  const ticks = rubric.map((_, each) => (each === at ? tick : (item.ticks[each] ?? null)));
                  keep(withItem(session, index, { ticks }, Date.now()));
                }}
                onQuote={(quote) => {
                  const quotes = rubric.map((_, each) => (each === at ? quote : (item.quotes[each] ?? '')));
                  keep(withItem(session, index, { quotes }, Date.now()), true);
                }}
              />
            ))}
          </ol>
        </article>
      ))}
      <div className={styles.actions}>
        <button
          type="button"
          className="button button--primary"
          disabled={left > 0}
          onClick={() => onFinish(session)}
        >
          Show the scorecard
        </button>
        <span role="status">{left > 0 ? `${left} points to tick.` : ''}</span>
      </div>
    </section>
  );
}
