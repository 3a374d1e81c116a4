import type { ReactNode } from 'react';
import type { AlarmTableData } from '#content/page-data.ts';
import styles from './AlarmTable.module.css';
import { Provenance } from './Provenance.tsx';

/** Which alarm told of which fault, as a table: the period in which it fired, or that it stayed quiet. */
export default function AlarmTable({ data, title }: { data: AlarmTableData; title: string }): ReactNode {
  const { columns, rows, provenance } = data;
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.title}>{title}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.wide} aria-label={title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">What goes wrong</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, what, cells }) => (
              <tr key={label}>
                <th scope="row">
                  {label}
                  <small className={styles.more}>{what}</small>
                </th>
                {cells.map((cell, index) => (
                  <td key={columns[index]} className={cell ? styles.fired : styles.quiet}>
                    {cell ? periods(cell) : 'quiet'}
                    {cell?.sometimes && <small className={styles.more}>{cell.sometimes}</small>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.note}>
        A number is the period after the fault began in which the alarm was first seen firing; two where
        repetitions differ. <Provenance of={provenance} />
      </p>
    </figure>
  );
}

const periods = ({ first, last }: { first: number; last: number }): string =>
  first === last ? `${first}` : `${first}–${last}`;
