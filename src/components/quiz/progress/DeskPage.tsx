import useIsBrowser from '@docusaurus/useIsBrowser';
import Layout from '@theme/Layout';
import { type ReactNode, Suspense } from 'react';
import { FilledByScript } from '../../filled-by-script.tsx';
import { useToday } from '../../use-today.ts';
import styles from './DeskPage.module.css';
import { Unread } from './Unread.tsx';
import { type ProgressView, useProgress } from './use-progress.ts';

interface DeskPageProps {
  title: string;
  description: string;
  /** What stands there for a reader without JavaScript. */
  withoutJavaScript: ReactNode;
  /** What the reader works at; may be lazy. Shown once the record has been read. */
  desk(progress: ProgressView): ReactNode;
  /** What stands below it from the beginning. */
  children?: ReactNode;
}

/** A page that is filled from what the browser remembers of its reader. */
export function DeskPage({
  title,
  description,
  withoutJavaScript,
  desk,
  children,
}: DeskPageProps): ReactNode {
  const isBrowser = useIsBrowser();
  const progress = useProgress();
  // What is due, and what is next, is another thing tomorrow.
  useToday();
  const waiting = (
    <p role="status" className="waiting needs-js">
      Reading what this browser remembers…
    </p>
  );
  return (
    <Layout title={title} description={description}>
      <FilledByScript className={styles.page}>
        <h1>{title}</h1>
        {!isBrowser && (
          <div className="without-js">
            <p>{withoutJavaScript}</p>
          </div>
        )}
        {progress.ready && <Suspense fallback={waiting}>{desk(progress)}</Suspense>}
        {!progress.ready && (progress.failed ? <Unread /> : waiting)}
        {children && <p className={styles.elsewhere}>{children}</p>}
      </FilledByScript>
    </Layout>
  );
}
