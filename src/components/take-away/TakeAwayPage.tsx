import Link from '@docusaurus/Link';
import useBaseUrl from '@docusaurus/useBaseUrl';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import type { TakeAwaySummary } from '#content/take-away.ts';
import styles from './TakeAway.module.css';

/** Offers the questions of the site in the forms that work without it. */
export default function TakeAwayPage({ summary }: { summary: TakeAwaySummary }): ReactNode {
  const { recallCards, openQuestions, decks, bytes } = summary;
  const folder = useBaseUrl('/take-away/');
  return (
    <Layout title="Take away" description="Every question of this site for Anki, as CSV and on paper.">
      <main className={styles.page}>
        <h1>Take the questions with you</h1>
        <p>
          {recallCards} recall {recallCards === 1 ? 'card' : 'cards'} and {openQuestions} interview questions,
          each with its answer and the reasons. All three forms are made from the files that this site asks
          its questions from, in the same build, so none of them is behind.
        </p>
        <ul className={styles.forms}>
          <li>
            <h2>Anki</h2>
            <p>
              A deck per part, pictures included. Import a newer package over an older one: notes keep their
              identity, and with them your history. A question whose meaning has changed is updated.
            </p>
            <a className="button button--primary" href={`${folder}200-or-202.apkg`} download>
              Anki package, {kilobytes(bytes.anki)}
            </a>
          </li>
          <li>
            <h2>CSV</h2>
            <p>One row per question, in UTF-8, for a spreadsheet or another flashcard program.</p>
            <a className="button button--secondary" href={`${folder}200-or-202.csv`} download>
              CSV file, {kilobytes(bytes.csv)}
            </a>
          </li>
          <li>
            <h2>Paper</h2>
            <p>A sheet with all questions first and all answers at the end. Print it, or save it as PDF.</p>
            <a className="button button--secondary" href={`${folder}print/`}>
              Sheet to print
            </a>
          </li>
        </ul>
        <h2>What is in it</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">Deck</th>
              <th scope="col" className="number">
                Questions
              </th>
            </tr>
          </thead>
          <tbody>
            {decks.map(({ label, cards }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td className="number">{cards}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          Your own progress is another file: <Link to="/review/">the review page</Link> keeps it in this
          browser, and Anki keeps its own. They do not know of each other.
        </p>
      </main>
    </Layout>
  );
}

function kilobytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1000))}\u00a0kB`;
}
