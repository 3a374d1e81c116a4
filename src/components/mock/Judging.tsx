import { type ReactNode, useEffect, useRef, useState } from 'react';
import { promptOf, rubricOf, withItem } from '#content/mock/session.ts';
import type { OpenQuestionData } from '#content/page-data.ts';
import type { MockSession } from '#content/progress/record.ts';
import { Recorder } from '../quiz/open/Recorder.tsx';
import points from '../quiz/Rubric.module.css';
import { JudgedPoint } from './JudgedPoint.tsx';
import styles from './Judging.module.css';
import mock from './Mock.module.css';
import type { Recordings } from './use-recordings.ts';

/** After the last answer: one answer after the other beside what an interviewer listens for, to be ticked point by point. */
export function Judging({
  session,
  questions,
  recordings,
  keep,
  onFinish,
}: {
  session: MockSession;
  questions: readonly OpenQuestionData[];
  recordings: Recordings;
  keep(session: MockSession, soon?: boolean): void;
  onFinish(session: MockSession): void;
}): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  const items = session.items.flatMap((item, index) => {
    const question = questions.find(({ id }) => id === item.question);
    return question && item.attempted ? [{ item, index, question, rubric: rubricOf(item, question) }] : [];
  });
  const leftOf = ({ item, rubric }: (typeof items)[number]) =>
    rubric.filter((_, point) => !item.ticks[point]).length;
  // Whoever comes back goes on where a point is open.
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      items.findIndex((each) => leftOf(each) > 0),
    ),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each answer
  useEffect(() => heading.current?.focus(), [at]);
  const left = items.reduce((sum, each) => sum + leftOf(each), 0);
  const isLast = at >= items.length - 1;
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        Now judge yourself{items.length > 0 && `: answer ${at + 1} of ${items.length}`}
      </h2>
      <p>
        Be strict: tick “said it” only where you can quote yourself, and write the phrase down. People are
        kinder to themselves than interviewers are.
      </p>
      {items.length === 0 && <p>You answered nothing this time.</p>}
      {items.slice(at, at + 1).map(({ item, index, question, rubric }) => (
        <article key={`${item.question} ${item.followUp}`} className={styles.judged}>
          <h3>{promptOf(item, question)}</h3>
          {item.answer.trim() ? (
            <blockquote className={styles.own}>{item.answer}</blockquote>
          ) : (
            <p>You answered aloud.</p>
          )}
          <Recorder
            mayStart={false}
            kept={recordings.of(session, index)}
            onKept={(said) => recordings.keep(session, index, said)}
          />
          <ol className={points.rubric}>
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
      <div className={mock.actions}>
        {isLast ? (
          <button
            type="button"
            className="button button--primary"
            disabled={left > 0}
            onClick={() => onFinish(session)}
          >
            Show the scorecard
          </button>
        ) : (
          <button type="button" className="button button--primary" onClick={() => setAt(at + 1)}>
            Next answer
          </button>
        )}
        {at > 0 && (
          <button type="button" className="button button--secondary" onClick={() => setAt(at - 1)}>
            The answer before
          </button>
        )}
        <span role="status">
          {left > 0 ? `${left} ${left === 1 ? 'point' : 'points'} to tick in all.` : ''}
        </span>
      </div>
    </section>
  );
}
