import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { FactData } from '#content/page-data.ts';
import { certainties } from './certainties.ts';
import { formatDay, formatQuantity } from './format.ts';
import styles from './Provenance.module.css';
import { type Beside, Sourced } from './Sourced.tsx';

/** A dated fact about AWS with its source. */
export function Fact({ data, ...beside }: { data: FactData } & Beside): ReactNode {
  const value = formatQuantity(data.value, data.unit);
  return (
    <Sourced value={value} about="a dated fact; source and date" {...beside}>
      <span className={styles.provenance}>
        <span>
          <b>
            {value} · {data.label}
          </b>
        </span>
        <span>{data.conditions}</span>
        <span>
          {formatDay(data.asOf)}, {certainties[data.certainty]}:{' '}
          <a href={data.source.url}>{data.source.title}</a>
        </span>
        <span>
          <Link to={`/facts/#${data.id}`}>This fact in the list of all</Link>
        </span>
      </span>
    </Sourced>
  );
}
