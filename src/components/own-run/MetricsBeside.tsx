import type { ReactNode } from 'react';
import type { ComparedResults } from '#content/compare-results.ts';
import type { Metric } from '#content/evidence.ts';
import { formatNumber } from '../lesson/format.ts';
import styles from './OwnRun.module.css';

/** What each run measured, variant by variant: the median, and the lowest and the highest repetition where they differ. */
export function MetricsBeside({ variants }: { variants: ComparedResults['variants'] }): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.tables} tabIndex={0} aria-label="What each run measured">
      <table>
        <thead>
          <tr>
            <th scope="col">Median (lowest–highest)</th>
            <th scope="col" className="number">
              ours
            </th>
            <th scope="col" className="number">
              yours
            </th>
          </tr>
        </thead>
        {variants.map(({ name, label, metrics }) => (
          <tbody key={name}>
            <tr>
              <th scope="rowgroup" colSpan={3}>
                {label}
              </th>
            </tr>
            {metrics.map(({ ours, yours }) => (
              <tr key={ours.name}>
                <td>
                  {ours.label}
                  {ours.unit && `, ${ours.unit === '1/s' ? 'per second' : ours.unit}`}
                </td>
                <td className="number">{shown(ours)}</td>
                <td className="number">{yours ? shown(yours) : '–'}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

const shown = ({ median, min, max }: Metric): string =>
  min === max ? formatNumber(median) : `${formatNumber(median)} (${formatNumber(min)}–${formatNumber(max)})`;
