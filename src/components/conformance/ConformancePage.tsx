import conformance from '@conformance/list';
import Layout from '@theme/Layout';
import { type ReactNode, useRef } from 'react';
import { Still } from '../still.tsx';
import { useWritten } from '../written.tsx';
import { ConformanceList } from './ConformanceList.tsx';
import styles from './ConformancePage.module.css';

/**
 * The page that says what the local cloud emulates, what it models, where it differs, and what it refuses. All of it is
 * written when the site is built, and stays as it was written.
 */
export default function ConformancePage(): ReactNode {
  const page = useRef<HTMLElement>(null);
  useWritten(page, 'section');
  return (
    <Layout
      title="The local cloud"
      description="What the local cloud emulates, models and refuses, each with AWS's page and the test."
    >
      <main ref={page} className={styles.page}>
        <Still>{conformance && <ConformanceList conformance={conformance} />}</Still>
      </main>
    </Layout>
  );
}
