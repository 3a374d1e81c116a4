import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import type { CardPrompts, ProgressIndex } from '#content/practice.ts';
import styles from '../pages/Pages.module.css';
import { ProgressPage } from './ProgressPage.tsx';

/** The page of everything that the browser remembers of its reader. */
export default function ProgressRoute({
  index,
  cards,
}: {
  index: ProgressIndex;
  cards: CardPrompts;
}): ReactNode {
  return (
    <Layout
      title="Your progress"
      description="How far you are, concept by concept, and what this browser remembers of you: save it, take it in elsewhere, or delete it."
    >
      <main className={`${styles.page} filled-by-script`}>
        <h1>Your progress</h1>
        <ProgressPage index={index} cards={cards} />
      </main>
    </Layout>
  );
}
