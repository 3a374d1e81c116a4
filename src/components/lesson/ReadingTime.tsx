import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import styles from './Callouts.module.css';

/**
 * How long a lesson takes to read, and whose statements it judges if it judges any; the build puts it under the title.
 */
export function ReadingTime({ minutes, judges }: { minutes: string; judges?: string }): ReactNode {
  return (
    <p className={styles.minutes}>
      {minutes} {minutes === '1' ? 'minute' : 'minutes'} to read
      {judges && (
        <>
          . “True”, “true under conditions” and “false” judge statements of five widely shared texts:{' '}
          <Link to="/claims/">the claims</Link>
        </>
      )}
    </p>
  );
}
