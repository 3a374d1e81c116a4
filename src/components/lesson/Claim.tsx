import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import { claimStatus, statusWords } from '#content/claim-status.ts';
import type { ClaimData } from '#content/page-data.ts';
import { reaches } from '#content/reaches.ts';
import { statementAddress, verdictWords } from '#content/verdict-words.ts';
import styles from './Claim.module.css';
import { Provenance } from './Provenance.tsx';

/** A sentence that a run judged or could not judge: whether it holds, why, how far it carries, and which shared statements it decides. */
export function Claim({ data }: { data: ClaimData }): ReactNode {
  const { claim, statements, provenance } = data;
  const reach = reaches[claim.reach];
  const status = claimStatus(claim);
  return (
    <details className={styles.claim} data-status={status} id={`claim-${claim.id}`}>
      <summary>
        <span className={styles.verdict}>
          {statusWords[status].sign} {statusWords[status].words}
        </span>
        <span className={styles.statement}>{claim.statement}</span>
        <span className={styles.reach}>{reach.label}</span>
      </summary>
      <dl>
        <dt>Because</dt>
        <dd>{claim.because}</dd>
        <dt>Carries over</dt>
        <dd>{reach.meaning}</dd>
        <dt>Not shown</dt>
        <dd>{claim.notShown}</dd>
        {statements.length > 0 && (
          <>
            <dt>Judges</dt>
            <dd>
              <ul>
                {statements.map(({ id, says, verdict }) => (
                  <li key={id}>
                    <Link to={statementAddress(id)}>{id}</Link> ({says}): <b>{verdictWords[verdict].label}</b>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        <dt>Source</dt>
        <dd>
          <Provenance of={provenance} claim={claim.id} />
        </dd>
      </dl>
    </details>
  );
}
