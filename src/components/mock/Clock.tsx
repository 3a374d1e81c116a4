import type { ReactNode } from 'react';
import styles from './Mock.module.css';

/** Time spent on an answer beside the time it should take. It turns amber, then red, and says so; it never interrupts. */
export function Clock({ seconds, targetSeconds }: { seconds: number; targetSeconds: number }): ReactNode {
  const state = seconds > targetSeconds ? 'over' : seconds > targetSeconds * 0.8 ? 'nearly' : 'fine';
  return (
    <p className={styles.clock} data-state={state}>
      <span role="timer" aria-label="Time of this answer">
        {clockTime(seconds)} of {clockTime(targetSeconds)}
      </span>{' '}
      <span role="status">
        {{ fine: '', nearly: 'Come to the end.', over: 'Over the time. Finish your sentence.' }[state]}
      </span>
    </p>
  );
}

/** Seconds as on a clock: `1:35`. */
export function clockTime(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
}
