import Link from '@docusaurus/Link';
import sheets from '@runs/sheets';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import type { ListedRun } from '#content/listed-run.ts';
import { Written } from '../written.tsx';
import styles from './Run.module.css';

/** All of one recorded run: what any number of it leads to. */
export function RunPage({ run }: { run: ListedRun }): ReactNode {
  return (
    <Layout
      title={`The run ${run.experiment}`}
      description={`Every repetition, every setting, every claim and the source of ${run.experiment}.`}
    >
      <main className={styles.run}>
        <p className={styles.name}>
          <Link to="/runs/">Runs</Link> / <code>{run.experiment}</code>
        </p>
        <h1>{run.question}</h1>
        <Written html={sheets[run.experiment] ?? ''} />
      </main>
    </Layout>
  );
}
