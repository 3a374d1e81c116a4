import type { ReactNode } from 'react';
import styles from './Card.module.css';

/** A key of the keyboard beside what it does; only for the eye, and only where there is a keyboard. */
export function Key({ children }: { children: string }): ReactNode {
  return (
    <span className={`${styles.key} for-keys`} aria-hidden="true">
      {children}
    </span>
  );
}
