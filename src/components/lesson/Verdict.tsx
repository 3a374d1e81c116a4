import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { VerdictData } from '#content/page-data.ts';
import { statementAddress, verdictWords } from '#content/verdict-words.ts';
import { type Beside, Sourced } from './Sourced.tsx';
import styles from './Verdict.module.css';

/** Our verdict on a widely shared statement, in running text: it says on demand what was judged, and what is right instead. */
export function Verdict({
  data: { id, says, verdict, instead, conditions },
  ...beside
}: { data: VerdictData } & Beside): ReactNode {
  const { sign, label } = verdictWords[verdict];
  return (
    <Sourced
      value={`${sign} ${label}`}
      about={`the statement ${id}: ${says}`}
      face={{ className: styles.verdict, 'data-verdict': verdict }}
      {...beside}
    >
      <span className={styles.says}>{says}</span>
      {conditions && (
        <span className={styles.more}>
          <b>{label}:</b> {conditions}.
        </span>
      )}
      <span className={styles.more}>{instead}</span>
      <span className={styles.more}>
        <Link to={statementAddress(id)}>What that rests on</Link>, under {id}
      </span>
    </Sourced>
  );
}
