import Link from '@docusaurus/Link';
import grounds from '@ledger/grounds';
import type { ReactNode } from 'react';
import { type ClaimStatus, claimStatus, statusWords } from '#content/claim-status.ts';
import type { LedgerClaim, LedgerEntry, LedgerFact, LedgerGrounds } from '#content/ledger.ts';
import { reaches } from '#content/reaches.ts';
import { formatDay, formatQuantity } from '../lesson/format.ts';
import { Still } from '../still.tsx';
import styles from './Ledger.module.css';

/**
 * What a verdict rests on: the measured sentence of each claim with its limits, and each fact with its source. It is
 * written when the site is built, and stays as it was written.
 */
export function Grounds({ entry }: { entry: LedgerEntry }): ReactNode {
  return <Still>{grounds && <GroundsOf entry={entry} grounds={grounds} />}</Still>;
}

function GroundsOf({ entry, grounds }: { entry: LedgerEntry; grounds: LedgerGrounds }): ReactNode {
  const claims = entry.claims.map((id) => [id, grounds.claims[id]] as const);
  const facts = entry.facts.map((id) => grounds.facts[id]);
  return (
    <details className={styles.grounds}>
      <summary>
        Rests on{' '}
        {[
          counted(claims.length, 'experiment’s claim', 'claims of experiments'),
          counted(facts.length, 'dated fact', 'dated facts'),
        ]
          .filter(Boolean)
          .join(' and ')}
      </summary>
      {claims.map(([id, claim]) => claim && <ClaimGround key={id} id={id} claim={claim} />)}
      {facts.map((fact) => fact && <FactGround key={fact.id} fact={fact} />)}
    </details>
  );
}

const counted = (count: number, one: string, many: string) =>
  count === 0 ? '' : count === 1 ? `one ${one}` : `${count} ${many}`;

const groundWords: Record<ClaimStatus, string> = {
  holds: 'Measured',
  'does-not-hold': 'Does not hold',
  'not-judged': 'Not judged',
};

function ClaimGround({ id, claim }: { id: string; claim: LedgerClaim }): ReactNode {
  const reach = reaches[claim.reach];
  const status = claimStatus(claim);
  return (
    <div className={styles.ground} data-status={status}>
      <p>
        <b>
          {statusWords[status].sign} {groundWords[status]}:
        </b>{' '}
        {claim.statement}
      </p>
      <dl>
        <dt>Because</dt>
        <dd>{claim.because}</dd>
        <dt>Reach</dt>
        <dd>
          {reach.label}. {reach.meaning}
        </dd>
        <dt>Not shown</dt>
        <dd>{claim.notShown}</dd>
        <dt>Run it</dt>
        <dd>
          <code>npm run lab {claim.experiment}</code>, recorded on {formatDay(claim.recordedAt)}:{' '}
          <Link to={`/runs/${claim.experiment}/#claim-${id.slice(claim.experiment.length + 1)}`}>
            the whole run
          </Link>
        </dd>
      </dl>
    </div>
  );
}

function FactGround({ fact }: { fact: LedgerFact }): ReactNode {
  return (
    <div className={styles.ground}>
      <p>
        <b>Fact:</b> {fact.label}:{' '}
        <Link to={`/facts/#${fact.id}`}>{formatQuantity(fact.value, fact.unit)}</Link>, under the conditions
        given there.
      </p>
      <p>
        <a href={fact.source.url}>{fact.source.title}</a>, read on {formatDay(fact.asOf)}
      </p>
    </div>
  );
}
