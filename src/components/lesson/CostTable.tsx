import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { CostTableData } from '#content/page-data.ts';
import styles from './CostTable.module.css';
import { formatDay, formatQuantity } from './format.ts';

/** What runs cost, as a table, with what is assumed and the prices that are in it. */
export default function CostTable({ data, title }: { data: CostTableData; title: string }): ReactNode {
  const { first, columns, rows, note, prices } = data;
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.title}>{title}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.wide} aria-label={title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {columns.map((column) => (
                <th key={column} scope="col" className="number">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, cells, sum }) => (
              <tr key={label} className={sum ? styles.sum : undefined}>
                <th scope="row">{label}</th>
                {cells.map(({ shown, more }, index) => (
                  <td key={columns[index]} className="number">
                    {shown}
                    {more && <small className={styles.more}>{more}</small>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.note}>
        {note} Prices:{' '}
        {prices.map(({ id, value, unit, asOf }, index) => (
          <span key={id}>
            {index > 0 && ', '}
            <Link to={`/facts/#${id}`} title={`Read on ${formatDay(asOf)}`}>
              {formatQuantity(value, unit)}
            </Link>
          </span>
        ))}
        .
      </p>
    </figure>
  );
}
