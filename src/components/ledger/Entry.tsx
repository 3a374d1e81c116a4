import Link from '@docusaurus/Link';
import { memo, type ReactNode } from 'react';
import type { LedgerEntry as Entry, LedgerTexts } from '#content/ledger.ts';
import { statementAnchor, verdictWords } from '#content/verdict-words.ts';
import { Grounds } from './Grounds.tsx';
import styles from './Ledger.module.css';

/** One statement: what is said, the verdict, what is right, and behind a fold what the verdict rests on. */
export const LedgerEntry = memo(function LedgerEntry({
  entry,
  pageTitles,
  hidden,
}: {
  entry: Entry;
  pageTitles: LedgerTexts['pages'];
  hidden: boolean;
}): ReactNode {
  const { id, number, says, verdict, instead, conditions, pages } = entry;
  const { sign, label } = verdictWords[verdict];
  return (
    <li id={statementAnchor(id)} value={number} hidden={hidden} className={styles.entry}>
      <p className={styles.says}>
        {says}{' '}
        <a href={`#${statementAnchor(id)}`} className={styles.address} aria-label={`Address of ${id}`}>
          {id}
        </a>
      </p>
      <p>
        <span className={styles.verdict} data-verdict={verdict}>
          <span aria-hidden="true">{sign} </span>
          {label}
        </span>{' '}
        {conditions && <b>True when {conditions}. </b>}
        {instead}
      </p>
      <Grounds entry={entry} />
      {pages.length > 0 && (
        <p className={styles.pages}>
          Read on:{' '}
          {pages.map((address, index) => (
            <span key={address}>
              {index > 0 && ' · '}
              <Link to={address}>{pageTitles[address]}</Link>
            </span>
          ))}
        </p>
      )}
    </li>
  );
});
