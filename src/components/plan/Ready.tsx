import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import { countedDays, type Missing, readinessAt } from '#content/plan/readiness.ts';
import type { ProgressIndex } from '#content/practice.ts';
import type { Progress } from '#content/progress/record.ts';
import type { Share } from '#content/review/course-map.ts';
import { lazyPart } from '../lazy-part.tsx';
import { counted } from '../review/counted.ts';
import styles from './Ready.module.css';

/** With the scheduler, which nobody needs before an answer. */
const OnTheDay = lazyPart(() => import('./OnTheDay.tsx'));

/** How ready the reader is, part by part: counts that say what they count, and what is missing as links. */
export default function Ready({ index, record }: { index: ProgressIndex; record: Progress }): ReactNode {
  const { parts, explained, drilled } = readinessAt(index, record, Date.now());
  const { interviewOn } = record.settings;
  const name = (slug: string) => index.conceptNames[slug] ?? slug.replaceAll('-', ' ');
  return (
    <section aria-labelledby="ready">
      <h2 id="ready">How ready you are</h2>
      <p>
        A concept counts when a card of the part or an interview question on it was right in the last{' '}
        {countedDays} days, and none on it was wrong the last time. A guess counts when you made it before you
        saw what was measured, an experiment when you <Link to="/progress/#labs">ticked that you ran it</Link>
        .
      </p>
      <ul className={styles.ready}>
        {parts.map(({ part, concepts, guessed, ran, missing }) => (
          <li key={part.slug}>
            <h3>{part.label}</h3>
            <dl>
              <Count share={concepts} name="concepts recalled or explained" />
              <Count share={guessed} name="guesses made" />
              <Count share={ran} name="experiments run" />
            </dl>
            <WhatIsMissing of={part.label} count={missing.length} noun="lesson">
              {missing.map((each) => (
                <li key={each.lesson.id}>
                  <OfLesson missing={each} name={name} />
                </li>
              ))}
            </WhatIsMissing>
          </li>
        ))}
        <li>
          <h3>Interview questions</h3>
          <dl>
            <Count
              share={explained}
              name={`explained aloud or in writing in the last ${countedDays} days, no must missing`}
            />
          </dl>
          <WhatIsMissing of="Interview questions" count={explained.missing.length} noun="question">
            {explained.missing.map((id) => (
              <li key={id}>
                <Link to={`/${id}/`}>{index.prompts[id] ?? id}</Link>
              </li>
            ))}
          </WhatIsMissing>
        </li>
        <li>
          <h3>Estimation drills</h3>
          <dl>
            <Count
              share={drilled}
              name={`kinds of sums whose last one was near enough, in the last ${countedDays} days`}
            />
          </dl>
          <WhatIsMissing of="Estimation drills" count={drilled.missing.length} noun="kind">
            {drilled.missing.map((kind) => (
              <li key={kind}>
                <Link to={`/drills/#${drillPlaces[kind]}`}>{drillNames[kind]}</Link>
              </li>
            ))}
          </WhatIsMissing>
        </li>
      </ul>
      {interviewOn && <OnTheDay index={index} record={record} day={interviewOn} />}
    </section>
  );
}

const drillNames = { concurrency: 'Concurrency', backlog: 'Backlog', drain: 'Time to drain', cost: 'Cost' };
const drillPlaces = { concurrency: 'concurrency', backlog: 'backlog', drain: 'time-to-drain', cost: 'cost' };

function Count({ share: { done, of }, name }: { share: Share; name: string }): ReactNode {
  if (of === 0) return null;
  return (
    <div data-state={done === of ? 'all' : undefined}>
      <dt>{name}</dt>
      <dd>
        {done === of && '✓ '}
        {done} of {of}
      </dd>
      <progress max={of} value={done} aria-hidden="true" />
    </div>
  );
}

function WhatIsMissing({
  of,
  count,
  noun,
  children,
}: {
  of: string;
  count: number;
  noun: string;
  children: ReactNode;
}): ReactNode {
  if (count === 0) return <p className={styles.whole}>Nothing is missing.</p>;
  return (
    <details>
      <summary>
        What is missing<span className={styles.unseen}> in {of}</span>: {counted(count, noun)}
      </summary>
      <ul>{children}</ul>
    </details>
  );
}

/** A lesson that lacks something: what to recall, to guess and to run. */
function OfLesson({
  missing: { lesson, concepts, guesses, experiments },
  name,
}: {
  missing: Missing;
  name(slug: string): string;
}): ReactNode {
  return (
    <>
      <Link to={`/${lesson.id}/`}>{lesson.title}</Link>
      <ul>
        {concepts.length > 0 && (
          <li>
            Recall:{' '}
            {concepts.map(({ concept, question }, at) => (
              <span key={concept}>
                {at > 0 && ', '}
                <Link to={question.startsWith('interview/') ? `/${question}/` : `/questions/${question}/`}>
                  {name(concept)}
                </Link>
              </span>
            ))}
          </li>
        )}
        {guesses > 0 && (
          <li>
            <Link to={`/${lesson.id}/`}>Guess</Link>: {counted(guesses, 'number')}
          </li>
        )}
        {experiments.length > 0 && (
          <li>
            Run:{' '}
            {experiments.map((each, at) => (
              <span key={each}>
                {at > 0 && ', '}
                <Link to={`/runs/${each}/`}>{each}</Link>
              </span>
            ))}
          </li>
        )}
      </ul>
    </>
  );
}
