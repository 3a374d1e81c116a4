import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import styles from '../components/quiz/pages/Pages.module.css';
import { ProgressPage } from '../components/quiz/progress-page/ProgressPage.tsx';

/** The page of everything that the browser remembers of its reader. */
export default function Progress(): ReactNode {
  return (
    <Layout
      title="Your progress"
      description="What this browser remembers of you: save it, take it in elsewhere, or delete it."
    >
      <main className={`${styles.page} filled-by-script`}>
        <h1>Your progress</h1>
        <ProgressPage />
      </main>
    </Layout>
  );
}
