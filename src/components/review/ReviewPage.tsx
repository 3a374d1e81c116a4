import Link from '@docusaurus/Link';
import useIsBrowser from '@docusaurus/useIsBrowser';
import Layout from '@theme/Layout';
import { lazy, type ReactNode, Suspense } from 'react';
import type { CardLoaders, ReviewIndex } from '#content/practice.ts';
import { useProgress } from '../quiz/progress/use-progress.ts';
import styles from './Review.module.css';

const ReviewDesk = lazy(() => import('./ReviewDesk.tsx'));

/** The page that brings cards back when they are about to be forgotten. */
export default function ReviewPage({ index, cards }: { index: ReviewIndex; cards: CardLoaders }): ReactNode {
  const isBrowser = useIsBrowser();
  const progress = useProgress();
  const waiting = (
    <p role="status" className="waiting needs-js">
      Reading what this browser remembers…
    </p>
  );
  return (
    <Layout
      title="Review"
      description="Recall cards come back when you are about to forget them. No account, no streak."
    >
      <main className={`${styles.page} filled-by-script`}>
        <h1>Review</h1>
        {!isBrowser && (
          <div className="without-js">
            <p>
              When a card is due is worked out in your browser, from answers that never leave it. That needs
              JavaScript.
            </p>
          </div>
        )}
        {progress.ready ? (
          <Suspense fallback={waiting}>
            <ReviewDesk index={index} cards={cards} progress={progress} />
          </Suspense>
        ) : (
          waiting
        )}
        <p className={styles.elsewhere}>
          Every card also has a page of its own: <Link to="/questions/">all questions</Link>. To speak instead
          of choosing, take a <Link to="/mock/">mock interview</Link>. For paper or Anki there are{' '}
          <Link to="/take-away/">files to take away</Link>.
        </p>
      </main>
    </Layout>
  );
}
