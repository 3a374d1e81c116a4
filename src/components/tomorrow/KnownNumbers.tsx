import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { FactData } from '#content/page-data.ts';
import { formatDay, formatQuantity } from '../lesson/format.ts';
import styles from './Tomorrow.module.css';

/** Facts to know by heart: what, how much, as of when; each leads to its source. */
export function KnownNumbers({ data }: { data: FactData[] }): ReactNode {
  return (
    <table className={styles.numbers}>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">How much</th>
          <th scope="col">As of</th>
        </tr>
      </thead>
      <tbody>
        {data.map(({ id, label, value, unit, asOf }) => (
          <tr key={id}>
            <th scope="row">{label}</th>
            <td>
              <b>{formatQuantity(value, unit)}</b>
            </td>
            <td>
              <Link to={`/facts/#${id}`}>{formatDay(asOf)}</Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
