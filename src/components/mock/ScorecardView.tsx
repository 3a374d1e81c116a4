import Link from '@docusaurus/Link';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { type ReactNode, useEffect, useRef } from 'react';
import { localDay } from '#content/local-day.ts';
import { scorecardMarkdown } from '#content/mock/markdown.ts';
import { scorecardOf } from '#content/mock/scorecard.ts';
import type { OpenQuestionData } from '#content/page-data.ts';
import { dayAt } from '#content/plan/days.ts';
import type { MockSession } from '#content/progress/record.ts';
import type { BankedLesson } from '#content/question-bank.ts';
import { siteRootOf } from '#content/site-root.ts';
import { saveFile } from '../quiz/save-file.ts';
import mock from './Mock.module.css';
import styles from './Scorecard.module.css';
import { ScoredAnswer } from './ScoredAnswer.tsx';
import { levelNames } from './SetUp.tsx';
import { Summary } from './Summary.tsx';

/** What came out of an interview: every answer with its evidence, what the level expects, and what to read next. */
export function ScorecardView({
  session,
  questions,
  lessons,
  onClose,
}: {
  session: MockSession;
  questions: readonly OpenQuestionData[];
  lessons: readonly BankedLesson[];
  onClose(): void;
}): ReactNode {
  const { siteConfig } = useDocusaurusContext();
  const heading = useRef<HTMLHeadingElement>(null);
  const answers = useRef<HTMLDivElement>(null);
  const unfold = (place?: string) => {
    for (const answer of answers.current?.querySelectorAll('details') ?? [])
      if (!place || answer.id === place) answer.open = true;
  };
  useEffect(() => heading.current?.focus(), []);
  // On paper all of it, on the screen what the summary was asked for.
  useEffect(() => {
    const all = () => unfold();
    addEventListener('beforeprint', all);
    return () => removeEventListener('beforeprint', all);
  });
  const card = scorecardOf(session, questions, lessons);
  const save = () =>
    saveFile(
      `mock-interview-${dayAt(session.startedAt)}.md`,
      scorecardMarkdown(card, session, siteRootOf(siteConfig)),
      'text/markdown',
    );
  return (
    <section className={styles.scorecard}>
      <h2 ref={heading} tabIndex={-1}>
        Scorecard
      </h2>
      <p role="status">
        {localDay(session.startedAt)}, {session.minutes} minutes. {card.met} of {card.items.length} answers
        meet the level you chose, {levelNames[session.level]}, as you judged them.
      </p>
      <Summary items={card.items} placeOf={placeOf} onLook={unfold} />
      {card.saidWithoutQuote > 0 && (
        <p>
          {card.saidWithoutQuote} {card.saidWithoutQuote === 1 ? 'point is' : 'points are'} ticked as said
          without a phrase to show for it. Read those again as somebody else would.
        </p>
      )}
      <div className={`${mock.actions} ${styles.screenOnly}`}>
        <button type="button" className="button button--primary" onClick={save}>
          Save as Markdown
        </button>
        <button type="button" className="button button--secondary" onClick={() => window.print()}>
          Print
        </button>
        <button type="button" className="button button--secondary" onClick={onClose}>
          Another interview
        </button>
      </div>
      <h3>Answer by answer</h3>
      <div ref={answers}>
        {card.items.map((item, index) => (
          <ScoredAnswer
            key={`${item.question} ${item.prompt}`}
            item={item}
            level={session.level}
            place={placeOf(index)}
          />
        ))}
      </div>
      <h3>What to read next</h3>
      {card.readNext.length > 0 ? (
        <ul>
          {card.readNext.map(({ href, title }) => (
            <li key={href}>
              <Link to={href}>{title}</Link>
            </li>
          ))}
        </ul>
      ) : (
        <p>No lesson here teaches what you missed, or you missed nothing.</p>
      )}
      <p className={styles.levels}>
        A level is met, by this site’s rule: junior, when every must was said at least in part; mid-level,
        when every must was said and half of the strong points; senior, when a senior signal came on top.
      </p>
    </section>
  );
}

const placeOf = (index: number): string => `answer-${index + 1}`;
