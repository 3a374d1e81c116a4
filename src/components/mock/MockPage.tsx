import Link from '@docusaurus/Link';
import useIsBrowser from '@docusaurus/useIsBrowser';
import Layout from '@theme/Layout';
import { lazy, type ReactNode, Suspense } from 'react';
import type { MockIndex, OpenQuestionLoader } from '#content/practice.ts';
import { useProgress } from '../quiz/progress/use-progress.ts';
import styles from './Mock.module.css';

const MockDesk = lazy(() => import('./MockDesk.tsx'));

/** The page of the mock interview. */
export default function MockPage({
  index,
  questions,
}: {
  index: MockIndex;
  questions: OpenQuestionLoader;
}): ReactNode {
  const isBrowser = useIsBrowser();
  const progress = useProgress();
  const waiting = (
    <p role="status" className="waiting needs-js">
      Reading what this browser remembers…
    </p>
  );
  return (
    <Layout
      title="Mock interview"
      description="Questions with follow-ups for 10, 25 or 45 minutes, and a scorecard at the end."
    >
      <main className={`${styles.page} filled-by-script`}>
        <h1>Mock interview</h1>
        {!isBrowser && (
          <div className="without-js">
            <p>
              The interview chooses questions for you, keeps the time and remembers where you are. That needs
              JavaScript.
            </p>
          </div>
        )}
        {progress.ready ? (
          <Suspense fallback={waiting}>
            <MockDesk index={index} questions={questions} progress={progress} />
          </Suspense>
        ) : (
          waiting
        )}
        <p className={styles.elsewhere}>
          Each question also has a page of its own, with an average and a great answer:{' '}
          <Link to="/interview/">all interview questions</Link>.
        </p>
      </main>
    </Layout>
  );
}
