import useBaseUrl from '@docusaurus/useBaseUrl';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { type ReactNode, useEffect, useState } from 'react';
import { type ClaimStatus, statusWords } from '#content/claim-status.ts';
import { type ComparedClaim, compareResults, isDisputed } from '#content/compare-results.ts';
import { disputeAddress } from '#content/dispute-address.ts';
import type { Evidence } from '#content/evidence.ts';
import { formatDay } from '../lesson/format.ts';
import { MetricsBeside } from './MetricsBeside.tsx';
import { OwnInPage } from './OwnInPage.tsx';
import styles from './OwnRun.module.css';

/** A reader's run beside the recorded one: the claims, then what was measured. */
export function Comparison({ yours }: { yours: Evidence }): ReactNode {
  const experiment = `${yours.lab}/${yours.experiment}`;
  const address = useBaseUrl(`/runs/${experiment}.json`);
  const repository = useDocusaurusContext().siteConfig.customFields?.repository as string | undefined;
  const [ours, setOurs] = useState<Evidence | null>();
  useEffect(() => {
    fetch(address)
      .then((answer) => answer.json())
      .then(setOurs, () => setOurs(null));
  }, [address]);
  if (ours === undefined) return <p className={styles.coming}>…</p>;
  if (ours === null) return <p role="alert">The recorded run could not be loaded. Reload the page.</p>;

  const { claims, variants, disputed, sameSources } = compareResults(ours, yours);
  return (
    <section className={styles.comparison} aria-label={`Your run of ${experiment} beside ours`}>
      <p className={styles.heading}>Yours beside ours</p>
      <p role="status">{inSum(claims, disputed)}</p>
      {!sameSources && (
        <p>
          Your stack, handlers or experiment are not those of our run: where the two differ, that may be why.
        </p>
      )}
      <ul className={styles.claims}>
        {claims.map((compared) => (
          <li key={compared.claim.id} data-disputed={isDisputed(compared)}>
            <p>{compared.claim.statement}</p>
            <p className={styles.verdicts}>
              ours: <Verdict status={compared.ours} /> · yours:{' '}
              {compared.yours ? (
                <Verdict status={compared.yours} here />
              ) : (
                'your run does not know this claim'
              )}
            </p>
            {compared.because && (
              <details>
                <summary>Why, in each run</summary>
                <p>Ours: {compared.claim.because}</p>
                <p>Yours: {short(compared.because)}</p>
              </details>
            )}
            {repository && isDisputed(compared) && (
              <p>
                <a href={disputeAddress(repository, `${experiment}/${compared.claim.id}`, yours)}>
                  Dispute the claim with your run
                </a>
              </p>
            )}
          </li>
        ))}
      </ul>
      <MetricsBeside variants={variants} />
      <OwnInPage ours={ours} yours={yours} />
      <p className={styles.machines}>
        Ours: {describe(ours)}. Yours: {describe(yours)}. Milliseconds belong to a machine; counts, and which
        of two variants is the lower one, should be the same.
      </p>
    </section>
  );
}

const hereWords: Record<ClaimStatus, string> = {
  holds: 'holds here',
  'does-not-hold': 'does not hold here',
  'not-judged': 'not judged: the machine was too busy',
};

function Verdict({ status, here = false }: { status: ClaimStatus; here?: boolean }): ReactNode {
  const { sign, words } = statusWords[status];
  return (
    <b data-status={status}>
      {sign} {here ? hereWords[status] : words}
    </b>
  );
}

function inSum(claims: readonly ComparedClaim[], disputed: number): string {
  const judged = claims.filter(({ yours }) => yours !== undefined && yours !== 'not-judged').length;
  if (disputed > 0)
    return `${disputed} of ${claims.length} claims ${disputed === 1 ? 'comes' : 'come'} out differently in your run.`;
  if (judged === claims.length) return 'Every claim comes out as in our run.';
  return `${judged} of ${claims.length} claims could be judged, and none came out differently. A busy machine gives no verdict: close what else is running, and run it again.`;
}

const describe = ({ machine, recordedAt, seed, repetitions }: Evidence): string =>
  `${short(machine.cpu)}, ${machine.cores} cores, on ${formatDay(recordedAt)}, seed ${seed}, ${repetitions} repetitions`;

/** What somebody else's file says may be of any length. */
const short = (text: string): string => (text.length > 600 ? `${text.slice(0, 600)}…` : text);
