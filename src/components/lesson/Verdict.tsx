import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { VerdictData } from '#content/page-data.ts';
import { statementAddress, verdictWords } from '#content/verdict-words.ts';
import styles from './Verdict.module.css';

/** Our verdict on a widely shared statement, in running text; leads to its place in the ledger. */
export function Verdict({ data: { id, says, verdict } }: { data: VerdictData }): ReactNode {
  const { sign, label } = verdictWords[verdict];
  return (
    <Link
      to={statementAddress(id)}
      className={styles.verdict}
      data-verdict={verdict}
      aria-label={`${sign} ${label}: the statement ${id}, “${says}”`}
    >
      <span aria-hidden="true">{sign} </span>
      {label}
    </Link>
  );
}
