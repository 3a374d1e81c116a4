import Link from '@docusaurus/Link';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import type { TakeAwayCard } from '#content/take-away.ts';
import styles from './PrintPage.module.css';
import { SheetAnswer } from './SheetAnswer.tsx';
import { SheetQuestion } from './SheetQuestion.tsx';

/** A sheet for paper: all questions, numbered, then all answers under the same numbers. */
export default function PrintPage({ cards }: { cards: TakeAwayCard[] }): ReactNode {
  const numbered = cards.map((card, index) => ({ card, number: index + 1 }));
  const parts = [...new Set(cards.map(({ partLabel }) => partLabel))].map((label) => ({
    label,
    cards: numbered.filter(({ card }) => card.partLabel === label),
  }));
  return (
    <Layout
      title="Questions and answers to print"
      description="All questions of this site first, all answers at the end."
    >
      <main className={styles.sheet}>
        <h1>200 or 202: questions and answers</h1>
        <p className={styles.hint}>
          Print this page, or save it as PDF: the menu stays off the paper. <a href="#answers">The answers</a>{' '}
          begin on a new sheet. <Link to="/take-away/">Other forms</Link>
        </p>
        <section aria-labelledby="questions">
          <h2 id="questions">Questions</h2>
          {parts.map((part) => (
            <section key={part.label} aria-label={`Questions: ${part.label}`}>
              <h3>{part.label}</h3>
              {part.cards.map(({ card, number }) => (
                <SheetQuestion key={card.id} card={card} number={number} />
              ))}
            </section>
          ))}
        </section>
        <section className={styles.answers} aria-labelledby="answers">
          <h2 id="answers">Answers</h2>
          {parts.map((part) => (
            <section key={part.label} aria-label={`Answers: ${part.label}`}>
              <h3>{part.label}</h3>
              {part.cards.map(({ card, number }) => (
                <SheetAnswer key={card.id} card={card} number={number} />
              ))}
            </section>
          ))}
        </section>
      </main>
    </Layout>
  );
}
