import useIsBrowser from '@docusaurus/useIsBrowser';
import type { ReactNode } from 'react';
import { useFocusOnStep } from '../../use-focus-on-step.ts';
import { spokenTime } from '../spoken-time.ts';
import styles from './Open.module.css';
import { clockFace, paceOf } from './pace.ts';
import type { ClockView } from './use-clock.ts';

const paces = {
  within: '',
  near: 'coming to an end',
  over: 'longer than an interviewer expects; go on all the same',
};

/** Shows the time spent on an answer. It turns amber, then red, and never interrupts. */
export function Clock({ clock, targetSeconds }: { clock: ClockView; targetSeconds: number }): ReactNode {
  const isBrowser = useIsBrowser();
  const pace = paceOf(clock.seconds, targetSeconds);
  const time = useFocusOnStep<HTMLParagraphElement>(clock.running);
  return (
    <p className={styles.clock} data-pace={pace} ref={time} tabIndex={-1}>
      <span role="timer" aria-live="off" aria-label="Time spent">
        {clockFace(clock.seconds)}
      </span>{' '}
      of about {spokenTime(targetSeconds)}
      {paces[pace] && `, ${paces[pace]}`}
      {!clock.running && (
        <button
          type="button"
          className="button button--secondary button--sm"
          disabled={!isBrowser}
          onClick={clock.start}
        >
          {clock.seconds > 0 ? 'Go on' : 'Start the clock'}
        </button>
      )}
    </p>
  );
}
