import Link from '@docusaurus/Link';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import { PlayedIncident } from '../../components/incidents/PlayedIncident.tsx';
import styles from './replay.module.css';

/** An incident that the reader has played, at any of its moments. */
export default function ReplayOfAnIncident(): ReactNode {
  return (
    <Layout
      title="Replay of an incident"
      description="Go through an incident that you have played: each order’s way, the moment of the fault, what each signal showed and when, what you did, and the shortest way."
    >
      <main className={styles.page}>
        <h1>Replay of an incident</h1>
        <p>
          When an <Link to="/incidents/">incident</Link> is over, you know what the fault was. Go through your
          game again with that knowledge: when the fault came, which order suffered first, since when each
          signal could be seen and what it showed, when you acted, and from when on all was well. Ask yourself
          at which moment you could have known.
        </p>
        <p>
          <code>npm run incident</code> keeps each game below <code>.runs/incident/</code>, under its seed.
          With <code>npm start</code>, the game that you played last is here by itself.
        </p>
        <PlayedIncident />
        <p className="without-js">
          The replay needs JavaScript. The debrief in your terminal tells the same as a list.
        </p>
      </main>
    </Layout>
  );
}
