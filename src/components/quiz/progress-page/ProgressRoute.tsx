import Layout from '@theme/Layout';
import { type ReactNode, useMemo } from 'react';
import { type PackedIndex, unpackIndex } from '#content/packed-index.ts';
import type { AskedLoaders } from '#content/practice.ts';
import { FilledByScript } from '../../filled-by-script.tsx';
import styles from '../pages/Pages.module.css';
import { ProgressPage } from './ProgressPage.tsx';

/** The page of everything that the browser remembers of its reader. */
export default function ProgressRoute({
  index: packed,
  asked,
}: {
  index: PackedIndex;
  asked: AskedLoaders;
}): ReactNode {
  const index = useMemo(() => unpackIndex(packed), [packed]);
  return (
    <Layout
      title="Your progress"
      description="How far you are, concept by concept, and what this browser remembers of you: save it, take it in elsewhere, or delete it."
    >
      <FilledByScript className={styles.page}>
        <h1>Your progress</h1>
        <ProgressPage index={index} asked={asked} />
      </FilledByScript>
    </Layout>
  );
}
