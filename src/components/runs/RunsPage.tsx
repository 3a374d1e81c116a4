import Link from '@docusaurus/Link';
import { useLocation } from '@docusaurus/router';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import type { ListedRun } from '#content/listed-run.ts';
import { formatDay } from '../lesson/format.ts';
import styles from './Run.module.css';
import { RunPage } from './RunPage.tsx';

/** Every recorded run, lab by lab; or the one that the address names. */
export default function RunsPage({ runs }: { runs: ListedRun[] }): ReactNode {
  const { pathname } = useLocation();
  const run = runs.find(({ experiment }) => pathname.endsWith(`/runs/${experiment}/`));
  return run ? <RunPage run={run} /> : <RunList runs={runs} />;
}

function RunList({ runs }: { runs: ListedRun[] }): ReactNode {
  const labs = [...new Set(runs.map(({ experiment }) => labOf(experiment)))];
  const claims = runs.reduce((sum, run) => sum + run.claims, 0);
  return (
    <Layout
      title="Every recorded run"
      description="All experiments of this site with their raw data and sources."
    >
      <main className={styles.run}>
        <h1>Every recorded run</h1>
        <p>
          Every measured number on this site comes from one of these {runs.length} runs, which judge {claims}{' '}
          claims. Each has its raw data and its source here.{' '}
          <Link to="/method/">How the numbers come about</Link>.
        </p>
        {labs.map((lab) => (
          <section key={lab}>
            <h2 id={lab}>{lab}</h2>
            <ul className={styles.list}>
              {runs
                .filter(({ experiment }) => labOf(experiment) === lab)
                .map(({ experiment, question, variants, repetitions, claims, recordedAt }) => (
                  <li key={experiment}>
                    <Link to={`/runs/${experiment}/`}>{question}</Link>
                    <small>
                      <code>npm run lab {experiment}</code> · {claims} claims, {variants} variants,{' '}
                      {repetitions} repetitions, recorded on {formatDay(recordedAt)}
                    </small>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </main>
    </Layout>
  );
}

const labOf = (experiment: string): string => experiment.split('/')[0] ?? '';
