import Link from '@docusaurus/Link';
import useIsBrowser from '@docusaurus/useIsBrowser';
import { createContext, type ReactNode, useContext, useState } from 'react';
import type { OpenQuestionData } from '#content/page-data.ts';
import { useFocusOnStep } from '../use-focus-on-step.ts';
import { WayBack } from '../way-back.tsx';
import { ItemIsWrong } from './ItemIsWrong.tsx';
import { Attempt } from './open/Attempt.tsx';
import { CopyForAModel } from './open/CopyForAModel.tsx';
import { Expectations } from './open/Expectations.tsx';
import { FollowUps } from './open/FollowUps.tsx';
import { GreatAnswerText } from './open/GreatAnswerText.tsx';
import styles from './open/Open.module.css';
import { ShownHeading } from './open/ShownHeading.tsx';
import { type DraftView, useDraft } from './open/use-draft.ts';
import { ProgressNotes } from './ProgressNotes.tsx';
import { Rubric } from './Rubric.tsx';
import { spokenTime } from './spoken-time.ts';

interface Session {
  question: OpenQuestionData;
  view: DraftView;
}

const SessionContext = createContext<Session | undefined>(undefined);

/** An open question: attempt first, then the average answer, the rubric point by point, the great answer, follow-ups. */
export function OpenQuestion({ data, children }: { data: OpenQuestionData; children: ReactNode }): ReactNode {
  const isBrowser = useIsBrowser();
  const view = useDraft(data);
  const { finished, attempted } = view.draft;
  // Before the reader has done something, what changes is what was kept.
  const section = useFocusOnStep<HTMLElement>(view.acted && `attempted: ${attempted}`);
  if (!isBrowser) {
    return (
      <section className={styles.question} aria-label="Interview question">
        {/* As it will be when it comes to life: nothing moves then. */}
        <div className="needs-js">
          <Attempt question={data} view={view} />
          <div className={styles.foot}>
            <MockLinks data={data} />
            <ItemIsWrong id={data.id} revision={data.revision} />
          </div>
        </div>
        <div className="without-js">
          <p>
            Answer aloud first, in about {spokenTime(data.targetSeconds)}. Then open what follows, one after
            the other.
          </p>
          {children}
          <Closed title="The rubric">
            <Rubric points={data.rubric} />
          </Closed>
          <FollowUps followUps={data.followUps} />
          <Closed title="What is expected of whom">
            <Expectations expectations={data.expectations} />
          </Closed>
        </div>
      </section>
    );
  }
  return (
    <SessionContext.Provider value={{ question: data, view }}>
      <section className={styles.question} aria-label="Interview question" ref={section} tabIndex={-1}>
        <WayBack
          gone={
            view.hasPutAway
              ? 'Your other attempt is put away. It is gone when you leave this page.'
              : undefined
          }
          onUndo={view.bringBack}
        />
        <Attempt question={data} view={view} />
        {children}
        {finished && (
          <>
            <Expectations expectations={data.expectations} />
            <FollowUps followUps={data.followUps} view={view} />
          </>
        )}
        <div className={styles.foot}>
          {attempted && (
            <button type="button" className="button button--secondary" onClick={view.startOver}>
              Start over
            </button>
          )}
          {attempted && <CopyForAModel question={data} answer={view.draft.answer} />}
          <MockLinks data={data} />
          <ItemIsWrong id={data.id} revision={data.revision} />
          <ProgressNotes progress={view.progress} />
        </div>
      </section>
    </SessionContext.Provider>
  );
}

/** To the interviews about the same question. */
function MockLinks({ data: { id, design } }: { data: OpenQuestionData }): ReactNode {
  return (
    <>
      <Link to={`/mock/?ask=${id}`}>Ask it somebody else</Link>
      {design && <Link to={`/mock/?design=${design}`}>Draw it in 45 minutes</Link>}
    </>
  );
}

/** The answer that is correct and does not get the job. Hidden until the reader has tried. */
export function AverageAnswer({ children }: { children: ReactNode }): ReactNode {
  const session = useContext(SessionContext);
  if (!session) return <Closed title="The average answer">{children}</Closed>;
  const { draft, acted, update } = session.view;
  if (!draft.attempted) return null;
  return (
    <section className={styles.part} aria-labelledby="average-answer">
      <ShownHeading id="average-answer" focus={acted}>
        The average answer
      </ShownHeading>
      {children}
      <fieldset className={styles.choice}>
        <legend>Did you get past it?</legend>
        {[true, false].map((past) => (
          <label key={String(past)}>
            <input
              type="radio"
              name="past-average"
              checked={draft.pastAverage === past}
              onChange={() => update({ pastAverage: past })}
            />{' '}
            {past ? 'Yes' : 'Not really'}
          </label>
        ))}
      </fieldset>
    </section>
  );
}

/** The answer that gets the job. Comes after the rubric, with what the reader missed marked in it. */
export function GreatAnswer({ children }: { children: ReactNode }): ReactNode {
  const session = useContext(SessionContext);
  // Looked at before every point was ticked: nothing is judged, and nothing logged.
  const [peeked, setPeeked] = useState(false);
  if (!session) return <Closed title="The great answer">{children}</Closed>;
  const { question, view } = session;
  const { draft, acted, update, finish } = view;
  if (!draft.attempted || draft.pastAverage === undefined) return null;
  const done = question.rubric.every((_, index) => draft.ticks[index]);
  const shown = draft.finished || peeked;
  return (
    <>
      <section className={styles.part} aria-labelledby="rubric">
        <h2 id="rubric">What an interviewer listens for</h2>
        <p>Be strict: tick “said it” only where you can quote yourself.</p>
        <Rubric
          points={question.rubric}
          ticks={draft.ticks}
          onTick={(index, tick) => {
            const { ticks } = draft;
            update({
              ticks: question.rubric.map((_, each) => (each === index ? tick : (ticks[each] ?? null))),
            });
          }}
        />
        {!draft.finished && (
          <p className={styles.ways}>
            <button type="button" className="button button--primary" disabled={!done} onClick={finish}>
              {done ? 'Show the great answer' : 'Tick every point to go on'}
            </button>
            {!done && !peeked && (
              <button type="button" className="button button--secondary" onClick={() => setPeeked(true)}>
                Show it anyway
              </button>
            )}
          </p>
        )}
      </section>
      {shown && (
        <section className={styles.part} aria-labelledby="great-answer">
          <ShownHeading id="great-answer" focus={acted}>
            The great answer
          </ShownHeading>
          <GreatAnswerText points={question.rubric} ticks={draft.ticks} confidence={draft.confidence}>
            {children}
          </GreatAnswerText>
        </section>
      )}
    </>
  );
}

function Closed({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <details className={styles.part}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
