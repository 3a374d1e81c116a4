import type { ReactNode } from 'react';
import styles from './Callouts.module.css';

/** The first words of a lesson: why it is worth the next ten minutes. */
export function Hook({ children }: { children: ReactNode }): ReactNode {
  return <div className={styles.hook}>{children}</div>;
}

/** What a reader will be able to say at the end of a lesson. */
export function Outcomes({ children }: { children: ReactNode }): ReactNode {
  return (
    <aside className={styles.outcomes} aria-label="What you will be able to say">
      <p className={styles.title}>What you will be able to say</p>
      {children}
    </aside>
  );
}

/** The end of a lesson in a few sentences. */
export function Recap({ children }: { children: ReactNode }): ReactNode {
  return <div className={styles.recap}>{children}</div>;
}
