import Link from '@docusaurus/Link';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import type { CardPage as Data } from '#content/page-data.ts';
import cardStyles from '../cards/Card.module.css';
import { Card } from '../cards/Card.tsx';
import { ItemIsWrong } from '../ItemIsWrong.tsx';
import { logAnswer } from '../log-answer.ts';
import { ProgressNotes } from '../ProgressNotes.tsx';
import { useProgress } from '../progress/use-progress.ts';
import styles from './Pages.module.css';

/** One recall card by itself: an address to share, to come back to, and to complain about. */
export default function CardPage({ data: { card, place, next } }: { data: Data }): ReactNode {
  const progress = useProgress();
  return (
    <Layout title={card.prompt} description={`A question on “${place.lesson}”, every option explained.`}>
      <main className={styles.page}>
        <h1 className={styles.small}>A question on “{place.lesson}”</h1>
        <section className={cardStyles.card} aria-label="Question">
          <Card card={card} onAnswer={(answer) => void logAnswer(card, answer, 'page')} />
          <div className={cardStyles.below}>
            <ItemIsWrong id={card.id} revision={card.revision} />
            <ProgressNotes progress={progress} />
          </div>
        </section>
        <p className={styles.ways}>
          <Link to={place.href}>The lesson: {place.lesson}</Link>
          {next && <Link to={`/questions/${next}/`}>Next question</Link>}
          <Link to="/questions/">All questions</Link>
        </p>
      </main>
    </Layout>
  );
}
