import { type ReactNode, useState } from 'react';
import type { OpenQuestionData } from '#content/page-data.ts';
import { spokenTime } from '../spoken-time.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { Clock } from './Clock.tsx';
import styles from './Open.module.css';
import { Recorder } from './Recorder.tsx';
import { useClock } from './use-clock.ts';
import type { DraftView } from './use-draft.ts';

/** The reader's own answer, typed or spoken, and how sure they are of it. Nothing else is shown before it. */
export function Attempt({
  question: { targetSeconds },
  view: { draft, progress, update },
}: {
  question: Pick<OpenQuestionData, 'targetSeconds'>;
  view: DraftView;
}): ReactNode {
  const clock = useClock(draft.seconds, (seconds) => update({ seconds }, { soon: true }));
  const open = !draft.attempted;
  const { attemptId } = draft;
  // What was said in each attempt: whoever starts over may bring one back.
  const [said] = useState(() => new Map<string, Blob>());
  return (
    <section className={styles.part} aria-label="Your answer">
      <h2>{open ? 'Your answer first' : 'Your answer'}</h2>
      {open && (
        <>
          <p>
            Say it as in the interview, in about {spokenTime(targetSeconds)}. What you type is kept in this
            browser and sent nowhere.
          </p>
          <Clock clock={clock} targetSeconds={targetSeconds} />
        </>
      )}
      <Recorder
        key={attemptId}
        mayStart={open}
        onStart={clock.start}
        kept={said.get(attemptId)}
        onKept={(blob) => (blob ? said.set(attemptId, blob) : said.delete(attemptId))}
      />
      {open ? (
        <AnswerForm
          answer={draft.answer}
          ready={progress.ready}
          rows={7}
          onType={(answer) => {
            clock.start();
            update({ answer, seconds: clock.seconds }, { soon: true });
          }}
          onDone={(confidence) => {
            clock.stop();
            update({ confidence, attempted: true, seconds: clock.seconds });
          }}
        />
      ) : (
        draft.answer.trim() && <blockquote className={styles.own}>{draft.answer}</blockquote>
      )}
    </section>
  );
}
