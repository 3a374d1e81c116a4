import useBrokenLinks from '@docusaurus/useBrokenLinks';
import Layout from '@theme/Layout';
import { type ReactNode, useRef } from 'react';
import type { LedgerTexts } from '#content/ledger.ts';
import { statementAnchor, verdictWords } from '#content/verdict-words.ts';
import { useWritten } from '../written.tsx';
import { LedgerEntry } from './Entry.tsx';
import { Filters } from './Filters.tsx';
import { passes } from './filter.ts';
import styles from './Ledger.module.css';
import { useFilter } from './use-filter.ts';

/** Every statement of the texts that we judge, with its verdict and what the verdict rests on. */
export default function LedgerPage({ ledger }: { ledger: LedgerTexts }): ReactNode {
  const page = useRef<HTMLElement>(null);
  useWritten(page, 'details');
  const [filter, change] = useFilter();
  const { collectAnchor } = useBrokenLinks();
  const entries = ledger.texts.flatMap((text) => text.entries);
  for (const { id } of entries) collectAnchor(statementAnchor(id));
  const shown = new Set(entries.filter((entry) => passes(entry, filter)).map(({ id }) => id));
  return (
    <Layout
      title="Claims"
      description="Every statement of five widely shared texts on synchronous and event-driven architectures, judged by an experiment or a dated fact."
    >
      <main ref={page} className={styles.page}>
        <h1>Claims: what is said, and what holds</h1>
        <p>
          Notes, study guides and newsletters on this subject repeat each other, and so do the answers in
          interviews. Here are all {entries.length} statements of {ledger.texts.length} such texts, one by
          one, in our own words. Each has a verdict, and what the verdict rests on: an experiment that you can
          run again, or a fact with its source and its date. A statement without either does not get onto this
          page.
        </p>
        <dl className={styles.legend}>
          {Object.entries(verdictWords).map(([verdict, { sign, label, meaning }]) => (
            <div key={verdict}>
              <dt className={styles.verdict} data-verdict={verdict}>
                <span aria-hidden="true">{sign} </span>
                {label}
              </dt>
              <dd>
                {meaning} ({entries.filter((entry) => entry.verdict === verdict).length} statements)
              </dd>
            </div>
          ))}
        </dl>
        <Filters ledger={ledger} filter={filter} change={change} shown={shown.size} all={entries.length} />
        {ledger.texts.map(({ id, title, file, text, entries: own }) => (
          <section key={id} aria-labelledby={`text-${id}`} hidden={!own.some((entry) => shown.has(entry.id))}>
            <h2 id={`text-${id}`}>{title}</h2>
            <p>
              {text} It came to us as <code>{file}</code>.
            </p>
            <ol className={styles.entries}>
              {own.map((entry) => (
                <LedgerEntry
                  key={entry.id}
                  entry={entry}
                  pageTitles={ledger.pages}
                  hidden={!shown.has(entry.id)}
                />
              ))}
            </ol>
          </section>
        ))}
      </main>
    </Layout>
  );
}
