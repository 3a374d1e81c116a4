import Link from '@docusaurus/Link';
import useIsBrowser from '@docusaurus/useIsBrowser';
import { type ReactNode, useState } from 'react';
import { doneOf } from '#content/progress/marks.ts';
import { clockFace } from '../quiz/open/pace.ts';
import { keepMark } from '../quiz/progress/keep-mark.ts';
import { useProgress } from '../quiz/progress/use-progress.ts';
import { stepAt, steps } from './steps.ts';
import { Tick } from './Tick.tsx';
import styles from './Tomorrow.module.css';
import { useClock } from './use-clock.ts';

const keyOf = (id: string) => `tomorrow ${id}`;

/** The evening before an interview: ninety minutes with a clock, and boxes to tick. It ends. */
export function Evening(): ReactNode {
  const isBrowser = useIsBrowser();
  const progress = useProgress();
  const clock = useClock();
  const ticked = doneOf(progress.record, 'ticked');
  const left = steps.filter(({ id }) => !ticked.includes(keyOf(id)));
  const now = clock.seconds > 0 ? stepAt(clock.seconds) : undefined;
  const [earlier, setEarlier] = useState<{ seconds: number; running: boolean; ticked: string[] }>();
  const isFresh = clock.seconds === 0 && !clock.running && left.length === steps.length;
  // Until the reader goes on with the new evening.
  const canUndo = earlier !== undefined && isFresh;
  const tick = (keys: string[], done: boolean) => {
    for (const of of keys) void keepMark({ kind: 'ticked', of, done });
  };
  const startOver = () => {
    const done = steps.map(({ id }) => keyOf(id)).filter((key) => ticked.includes(key));
    setEarlier({ seconds: clock.seconds, running: clock.running, ticked: done });
    clock.set(0, false);
    tick(done, false);
  };
  const undo = () => {
    if (!earlier) return;
    clock.set(earlier.seconds, earlier.running);
    tick(earlier.ticked, true);
  };
  return (
    <section className={styles.evening} aria-label="The evening, step by step">
      <p className={`${styles.clock} needs-js`}>
        <span role="timer" aria-label="Time spent">
          {clockFace(clock.seconds)}
        </span>
        <span>of 90 minutes</span>
        <button
          type="button"
          className="button button--secondary button--sm"
          disabled={!isBrowser}
          onClick={clock.running ? clock.stop : clock.start}
        >
          {clock.running ? 'Pause' : clock.seconds > 0 ? 'Go on' : 'Start the clock'}
        </button>
        <button
          type="button"
          className="button button--secondary button--sm"
          disabled={!isBrowser || (isFresh && !canUndo)}
          onClick={canUndo ? undo : startOver}
        >
          {canUndo ? 'Undo' : 'Start over'}
        </button>
      </p>
      <ol className={styles.steps}>
        {steps.map(({ id, minutes, before, link, after }) => (
          <li key={id} data-now={now?.id === id}>
            <Tick of={keyOf(id)} progress={progress}>
              <b>{minutes} min</b> {before} <Link to={link.to}>{link.text}</Link>
              {after}
              {now?.id === id && <em> The clock is here.</em>}
            </Tick>
          </li>
        ))}
      </ol>
      <p role="status" className={styles.end}>
        {progress.ready && left.length === 0 ? 'You are done. Good night, and good luck.' : ''}
        {canUndo ? 'The clock and the boxes are as at the beginning.' : ''}
      </p>
    </section>
  );
}
