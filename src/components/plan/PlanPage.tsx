import Link from '@docusaurus/Link';
import useIsBrowser from '@docusaurus/useIsBrowser';
import Layout from '@theme/Layout';
import { lazy, type ReactNode, Suspense } from 'react';
import type { ProgressIndex } from '#content/practice.ts';
import { useProgress } from '../quiz/progress/use-progress.ts';
import styles from '../review/Review.module.css';

const PlanDesk = lazy(() => import('./PlanDesk.tsx'));

/** The page of who knows the day of the interview. */
export default function PlanPage({ index }: { index: ProgressIndex }): ReactNode {
  const isBrowser = useIsBrowser();
  const progress = useProgress();
  const waiting = (
    <p role="status" className="waiting needs-js">
      Reading what this browser remembers…
    </p>
  );
  return (
    <Layout
      title="My interview is on …"
      description="A path of two weeks at most to the day of your interview: what to do each day, what is left out, and how ready you are."
    >
      <main className={`${styles.page} filled-by-script`}>
        <h1>My interview is on …</h1>
        {!isBrowser && (
          <div className="without-js">
            <p>
              The path follows from what your browser remembers of you, which needs JavaScript. Without it,
              take a <Link to="/paths/">study path</Link>, or the evening before:{' '}
              <Link to="/tomorrow/">the interview is tomorrow</Link>.
            </p>
          </div>
        )}
        {progress.ready ? (
          <Suspense fallback={waiting}>
            <PlanDesk index={index} progress={progress} />
          </Suspense>
        ) : (
          waiting
        )}
      </main>
    </Layout>
  );
}
