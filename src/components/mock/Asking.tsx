import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { atPosition, promptOf, withItem } from '#content/mock/session.ts';
import type { OpenQuestionData } from '#content/page-data.ts';
import type { Confidence, MockSession } from '#content/progress/record.ts';
import { ConfidenceChoice } from '../quiz/cards/ConfidenceChoice.tsx';
import { Recorder } from '../quiz/open/Recorder.tsx';
import { Clock, clockTime } from './Clock.tsx';
import styles from './Mock.module.css';
import type { Recordings } from './use-recordings.ts';
import { useSeconds } from './use-seconds.ts';

/** One question or follow-up of the interview: the reader answers, in their own time. */
export function Asking({
  session,
  questions,
  recordings,
  keep,
}: {
  session: MockSession;
  questions: readonly OpenQuestionData[];
  recordings: Recordings;
  keep(session: MockSession, soon?: boolean): void;
}): ReactNode {
  const { position, items } = session;
  const item = items[position];
  const question = questions.find(({ id }) => id === item?.question);
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [answer, setAnswer] = useState(item?.answer ?? '');
  const [confidence, setConfidence] = useState<Confidence | undefined>(item?.confidence);
  const [pauses, setPauses] = useState(false);
  const seconds = useSeconds(item?.seconds ?? 0, !pauses, (spent) => keep(changed({ seconds: spent }), true));
  useEffect(() => heading.current?.focus(), []);
  const changed = (change: Parameters<typeof withItem>[2]) => withItem(session, position, change, Date.now());
  if (!item || !question) {
    return (
      <div className={styles.asked}>
        <p role="alert">This question is no longer part of the site. Go on with the next one.</p>
        <button
          type="button"
          className="button button--primary"
          onClick={() => keep(atPosition(session, position + 1, Date.now()))}
        >
          Next
        </button>
      </div>
    );
  }

  const next = (event: FormEvent) => {
    event.preventDefault();
    const answered = { answer, seconds, attempted: true, ...(confidence && { confidence }) };
    keep(atPosition(changed(answered), position + 1, Date.now()));
  };
  const stop = () => keep(atPosition(changed({ answer, seconds }), items.length, Date.now()));
  const asked = items.slice(0, position + 1).filter(({ followUp }) => followUp === undefined).length;
  const all = items.filter(({ followUp }) => followUp === undefined).length;
  const others = items.reduce((sum, each, index) => sum + (index === position ? 0 : each.seconds), 0);
  return (
    <form className={styles.asked} onSubmit={next}>
      <h2 className={styles.step} ref={heading} tabIndex={-1}>
        Question {asked} of {all}
        {item.followUp !== undefined && `, follow-up ${item.followUp + 1}`}
      </h2>
      <p className={styles.prompt}>{promptOf(item, question)}</p>
      <div className={styles.time}>
        <Clock seconds={seconds} targetSeconds={item.targetSeconds} />
        <button
          type="button"
          className="button button--secondary button--sm"
          onClick={() => {
            keep(changed({ answer, seconds }));
            setPauses(!pauses);
          }}
        >
          {pauses ? 'Go on' : 'Pause'}
        </button>
        <span role="status">{pauses ? 'The clock stands still.' : ''}</span>
      </div>
      <Recorder
        mayStart
        onStart={() => setPauses(false)}
        kept={recordings.of(session, position)}
        onKept={(said) => recordings.keep(session, position, said)}
      />
      <label htmlFor={id}>Say your answer aloud, or type it</label>
      <textarea
        id={id}
        rows={7}
        maxLength={40_000}
        value={answer}
        onChange={({ target }) => {
          setAnswer(target.value);
          keep(changed({ answer: target.value, seconds }), true);
        }}
      />
      {item.followUp === undefined && (
        <ConfidenceChoice optional value={confidence} onChange={setConfidence} />
      )}
      <div className={styles.actions}>
        <button type="submit" className="button button--primary">
          {position + 1 < items.length ? 'Next' : 'To the scorecard'}
        </button>
        <button type="button" className="button button--secondary" onClick={stop}>
          Stop here and judge
        </button>
        <span>
          {clockTime(others + seconds)} of {session.minutes} minutes
        </span>
      </div>
    </form>
  );
}
