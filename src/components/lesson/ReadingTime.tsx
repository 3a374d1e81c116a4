import type { ReactNode } from 'react';
import styles from './Callouts.module.css';

/** How long a lesson takes to read; the build puts it under the title. */
export function ReadingTime({ minutes }: { minutes: string }): ReactNode {
  return (
    <p className={styles.minutes}>
      {minutes} {minutes === '1' ? 'minute' : 'minutes'} to read
    </p>
  );
}
