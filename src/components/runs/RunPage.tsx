import Link from '@docusaurus/Link';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import sheets from '@runs/sheets';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import type { ListedRun } from '#content/listed-run.ts';
import { onDemand } from '../on-demand.tsx';
import { Written } from '../written.tsx';
import styles from './Run.module.css';

const RunHere = onDemand(async () => (await import('../own-run/RunHere.tsx')).RunHere);

/** All of one recorded run: what any number of it leads to. */
export function RunPage({ run }: { run: ListedRun }): ReactNode {
  const { collectAnchor } = useBrokenLinks();
  const html = sheets[run.experiment] ?? '';
  // What links to a claim of the run is checked when the site is built.
  for (const [, id = ''] of html.matchAll(/<article id="([^"]+)"/g)) collectAnchor(id);
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
        <RunHere data={run} />
        <Written html={html} />
      </main>
    </Layout>
  );
}
