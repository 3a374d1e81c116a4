import type { ReactNode } from 'react';
import type { CourseChartData } from '#content/chart.ts';
import styles from './CourseChart.module.css';
import { valuesOf } from './CourseTable.tsx';
import { formatTick } from './format-axis.ts';

/** Reads the values of a plot at a moment: by the pointer over it, or by this slider. */
export function CourseValues({
  data: { x, courses, table },
  row,
  onRow,
  disabled,
}: {
  data: CourseChartData;
  row: number | undefined;
  onRow(row: number): void;
  disabled: boolean;
}): ReactNode {
  const shown = row === undefined ? undefined : table[row];
  const spoken =
    shown &&
    `${formatTick(shown.x)} ${x.unit}: ${courses.map(({ label }, index) => `${label} ${valuesOf(shown.values[index])}`).join('; ')}`;
  return (
    <div className={`${styles.values} needs-js`}>
      <input
        type="range"
        min={0}
        max={table.length - 1}
        value={row ?? 0}
        disabled={disabled}
        aria-label={`Values by ${x.label}`}
        aria-valuetext={spoken ?? 'Move it to read the values'}
        onChange={({ target }) => onRow(Number(target.value))}
        onFocus={() => row === undefined && onRow(0)}
      />
      <p aria-hidden="true">{spoken ?? 'Point at the plot, or move the slider, to read the values.'}</p>
    </div>
  );
}
