import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { Provenance as Source } from '#content/page-data.ts';
import { formatDay } from './format.ts';
import styles from './Provenance.module.css';

const targets = {
  local: 'measured on a local cloud: the mechanism carries over to AWS, the milliseconds do not',
  aws: 'measured on AWS',
  endpoint: 'measured on an endpoint that was given by its address',
};

/**
 * Where a number, or the verdict on a claim, comes from and how to get one's own. Phrasing content only, so that it fits
 * into a paragraph.
 */
export function Provenance({
  of: source,
  claim,
  children,
}: {
  of: Source;
  /** Name of the claim within its experiment. */
  claim?: string;
  children?: ReactNode;
}): ReactNode {
  return (
    <span className={styles.provenance}>
      {children}
      <span className={styles.where}>
        Experiment <b>{source.experiment}</b>, {targets[source.target]}.
      </span>
      <span>
        Recorded on {formatDay(source.recordedAt)}, {source.repetitions} repetitions, on {source.machine}.
      </span>
      <span>
        Yours: <code>{source.command}</code>
      </span>
      <span>
        <Link to={`/runs/${source.experiment}/${claim ? `#claim-${claim}` : ''}`}>The whole run</Link>: every
        repetition, its source, its raw data.
      </span>
    </span>
  );
}
