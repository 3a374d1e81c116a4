import useIsBrowser from '@docusaurus/useIsBrowser';
import { createContext, type ReactNode, useContext } from 'react';
import type { OpenQuestionData } from '#content/page-data.ts';
import type { Tick } from '#content/progress/record.ts';
import { Attempt } from './Attempt.tsx';
import { Expectations } from './Expectations.tsx';
import { FollowUps } from './FollowUps.tsx';
import styles from './OpenQuestion.module.css';
import { Result } from './Result.tsx';
import { Rubric } from './Rubric.tsx';
import { spokenTime } from './spoken-time.ts';
import { useSessionState } from './use-session-state.ts';

/** How far a reader is with an open question. */
interface Progress {
  answer: string;
  confidence?: number;
  attempted: boolean;
  pastAverage?: boolean;
  ticks: (Tick | undefined)[];
  finished: boolean;
}

interface Session {
  question: OpenQuestionData;
  progress: Progress;
  update(change: Partial<Progress>): void;
}

const SessionContext = createContext<Session | undefined>(undefined);
const fresh: Progress = { answer: '', attempted: false, ticks: [], finished: false };

/** An open question: attempt first, then the average answer, the rubric point by point, the great answer, follow-ups. */
export function OpenQuestion({ data, children }: { data: OpenQuestionData; children: ReactNode }): ReactNode {
  const isBrowser = useIsBrowser();
  const [progress, setProgress] = useSessionState(`question:${data.id}@${data.revision}`, fresh);
  if (!isBrowser) {
    return (
      <section className={styles.question} aria-label="Interview question">
        <p>
          Answer aloud first, in about {spokenTime(data.targetSeconds)}. Then open what follows, one after the
          other.
        </p>
        {children}
        <details className={styles.part}>
          <summary>The rubric</summary>
          <Rubric points={data.rubric} />
        </details>
        <FollowUps followUps={data.followUps} />
        <Closed title="What is expected of whom">
          <Expectations expectations={data.expectations} />
        </Closed>
      </section>
    );
  }
  const update = (change: Partial<Progress>) => setProgress((before) => ({ ...before, ...change }));
  return (
    <SessionContext value={{ question: data, progress, update }}>
      <section className={styles.question} aria-label="Interview question">
        <Attempt targetSeconds={data.targetSeconds} progress={progress} update={update} />
        {children}
        {progress.finished && (
          <>
            <Expectations expectations={data.expectations} />
            <FollowUps followUps={data.followUps} />
            <button type="button" className="button button--secondary" onClick={() => setProgress(fresh)}>
              Start over
            </button>
          </>
        )}
      </section>
    </SessionContext>
  );
}

/** The answer that is correct and does not get the job. Hidden until the reader has tried. */
export function AverageAnswer({ children }: { children: ReactNode }): ReactNode {
  const session = useContext(SessionContext);
  if (!session) return <Closed title="The average answer">{children}</Closed>;
  const { progress, update } = session;
  if (!progress.attempted) return null;
  return (
    <section className={styles.part} aria-labelledby="average-answer">
      <h2 id="average-answer">The average answer</h2>
      {children}
      <fieldset className={styles.choice}>
        <legend>Did you get past it?</legend>
        {[true, false].map((past) => (
          <label key={String(past)}>
            <input
              type="radio"
              name="past-average"
              checked={progress.pastAverage === past}
              onChange={() => update({ pastAverage: past })}
            />{' '}
            {past ? 'Yes' : 'Not really'}
          </label>
        ))}
      </fieldset>
    </section>
  );
}

/** The answer that gets the job. Comes after the rubric, with what the reader missed above it. */
export function GreatAnswer({ children }: { children: ReactNode }): ReactNode {
  const session = useContext(SessionContext);
  if (!session) return <Closed title="The great answer">{children}</Closed>;
  const { question, progress, update } = session;
  if (!progress.attempted || progress.pastAverage === undefined) return null;
  const done = question.rubric.every((_, index) => progress.ticks[index]);
  return (
    <>
      <section className={styles.part} aria-labelledby="rubric">
        <h2 id="rubric">What an interviewer listens for</h2>
        <p>Be strict: tick “said it” only where you can quote yourself.</p>
        <Rubric
          points={question.rubric}
          ticks={progress.ticks}
          onTick={(index, tick) => {
            const ticks = question.rubric.map((_, each) => (each === index ? tick : progress.ticks[each]));
            update({ ticks });
          }}
        />
        {!progress.finished && (
          <button
            type="button"
            className="button button--primary"
            disabled={!done}
            onClick={() => update({ finished: true })}
          >
            {done ? 'Show the great answer' : 'Tick every point to go on'}
          </button>
        )}
      </section>
      {progress.finished && (
        <section className={styles.part} aria-labelledby="great-answer">
          <h2 id="great-answer">The great answer</h2>
          <Result points={question.rubric} ticks={progress.ticks} confidence={progress.confidence} />
          {children}
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
