import Link from '@docusaurus/Link';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { endOf, interviewWith, pointsLeft, wasPut } from '#content/mock/ask-somebody.ts';
import type { Level } from '#content/mock/reached-level.ts';
import { promptOf, withItem } from '#content/mock/session.ts';
import type { OpenQuestionData } from '#content/page-data.ts';
import type { MockSession } from '#content/progress/record.ts';
import { Expectations } from '../quiz/open/Expectations.tsx';
import { newId } from '../quiz/progress/new-id.ts';
import styles from './Mock.module.css';
import { PutQuestion } from './PutQuestion.tsx';

/**
 * The page of whoever asks: the question to read aloud, a clock, what to listen for, and what to ask next. It is about
 * somebody else, so nothing of it comes into the reader's record.
 */
export default function Interviewing({
  question,
  level,
  begun,
  onFinish,
  onClose,
}: {
  question: OpenQuestionData;
  level: Level;
  /** The interview, where it goes on. */
  begun: MockSession | undefined;
  onFinish(session: MockSession): void;
  /** Called with how far it has come. */
  onClose(session: MockSession): void;
}): ReactNode {
  const [session, setSession] = useState(
    () => begun ?? interviewWith(question, level, { id: newId(), now: Date.now() }),
  );
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const left = pointsLeft(session, question);
  const put = session.items.filter(wasPut).length;
  const items = session.items.map((item, index) => (
    <PutQuestion
      key={`${item.followUp}`}
      item={item}
      question={question}
      onChange={(change) => setSession((before) => withItem(before, index, change, Date.now()))}
    />
  ));
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        You ask
      </h2>
      <p>
        Keep this screen to yourself. Read the question aloud, start the clock, and listen. Judge a point when
        you hear it, and write down the phrase. Nothing of this is kept in your record: save the scorecard at
        the end, and give it to whom you have asked.
      </p>
      <p className={styles.prompt}>{question.prompt}</p>
      {items[0]}
      <h3>What you may ask next</h3>
      <p>One or two are enough. What you leave out does not count.</p>
      {session.items.slice(1).map((item, index) => (
        <details key={item.followUp}>
          <summary>{promptOf(item, question)}</summary>
          {items[index + 1]}
        </details>
      ))}
      <Expectations expectations={question.expectations} />
      <div className={styles.actions}>
        <button
          type="button"
          className="button button--primary"
          disabled={put === 0 || left > 0}
          onClick={() => onFinish(endOf(session, Date.now()))}
        >
          Show the scorecard
        </button>
        <button type="button" className="button button--secondary" onClick={() => onClose(session)}>
          Stop without one
        </button>
        <span role="status">
          {put > 0 && left > 0
            ? `${left} ${left === 1 ? 'point' : 'points'} of what you asked to judge.`
            : ''}
        </span>
      </div>
      <p className={styles.afterwards}>
        <Link to={`/${question.id}/`}>The average and the great answer</Link>, for both of you afterwards.
      </p>
    </section>
  );
}
