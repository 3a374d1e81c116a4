import type { ReactNode } from 'react';
import type { Provenance as Source } from '#content/page-data.ts';
import { Provenance } from '../lesson/Provenance.tsx';
import styles from './ChartFigure.module.css';

/** What every chart has around it: its title, how to read it, and the same as a table with where it comes from. */
export function ChartFigure({
  title,
  reading,
  table,
  provenance,
  controls,
  children,
}: {
  title: string;
  reading: string;
  table: ReactNode;
  provenance: Source;
  /** What a reader may turn to look closer. */
  controls?: ReactNode;
  children: ReactNode;
}): ReactNode {
  return (
    <figure className={styles.figure}>
      <p className={styles.title}>{title}</p>
      <div aria-hidden="true">{children}</div>
      {controls}
      <figcaption>
        {reading}
        <details>
          <summary>The same as a table, and where it comes from</summary>
          {table}
          <Provenance of={provenance} />
        </details>
      </figcaption>
    </figure>
  );
}
