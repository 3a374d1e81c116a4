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
    <Layout
      title="Take away"
      description="The course as a book and as pages for a disk; every question for Anki, as CSV and on paper."
    >
      <main className={styles.page}>
        <h1>Take it with you</h1>
        <h2>To read</h2>
        <ul className={styles.forms}>
          <li>
            <h3>Book</h3>
            <p>
              Every lesson, failure and interview question as an EPUB for a reader or a phone, with the
              measured numbers and the names of the claims in it. What moves or is drawn stays here; tables
              are in it.
            </p>
            <a className="button button--primary" href={`${folder}200-or-202.epub`} download>
              EPUB
            </a>
          </li>
          <li>
            <h3>Pages</h3>
            <p>
              A zip of all pages that opens from a disk: unpack it and open <code>index.html</code>. Nothing
              in it answers to you, because a browser runs no scripts from there.
            </p>
            <a className="button button--secondary" href={`${folder}200-or-202-pages.zip`} download>
              Zip of the pages
            </a>
          </li>
        </ul>
        <h2>The questions</h2>
        <p>
          {recallCards} recall {recallCards === 1 ? 'card' : 'cards'} and {openQuestions} interview questions,
          each with its answer and the reasons. All three forms are made from the files that this site asks
          its questions from, in the same build, so none of them is behind.
        </p>
        <ul className={styles.forms}>
          <li>
            <h3>Anki</h3>
            <p>
              A deck per part, pictures included. Import a newer package over an older one: notes keep their
              identity, and with them your history. A question whose meaning has changed is updated.
            </p>
            <a className="button button--primary" href={`${folder}200-or-202.apkg`} download>
              Anki package, {kilobytes(bytes.anki)}
            </a>
          </li>
          <li>
            <h3>CSV</h3>
            <p>One row per question, in UTF-8, for a spreadsheet or another flashcard program.</p>
            <a className="button button--secondary" href={`${folder}200-or-202.csv`} download>
              CSV file, {kilobytes(bytes.csv)}
            </a>
          </li>
          <li>
            <h3>Paper</h3>
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
