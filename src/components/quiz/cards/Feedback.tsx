import type { ReactNode } from 'react';
import styles from './Card.module.css';

/** What one part of an answer is worth, and why; the mark is a word too, so that no colour is needed. */
export function Feedback({
  good,
  mark,
  children,
}: {
  good: boolean;
  mark: string;
  children: ReactNode;
}): ReactNode {
  return (
    <p className={styles.feedback}>
      <b>
        {good ? '✓' : '✗'} {mark}
      </b>{' '}
      {children}
    </p>
  );
}
