import type { ReactNode } from 'react';
import type { Axis, CourseChartData } from '#content/chart.ts';
import { formatNumber } from '../lesson/format.ts';
import { ChartFigure } from './ChartFigure.tsx';
import styles from './CourseChart.module.css';
import { capital, formatTick } from './format-axis.ts';

/** A series over its x: every repetition is a line; variants differ by dash and by colour. */
export function CourseChart({ data, title }: { data: CourseChartData; title?: string }): ReactNode {
  const { x, y, courses, provenance } = data;
  const unit = y.label.includes(y.unit) ? '' : ` (${y.unit})`;
  return (
    <ChartFigure
      title={title ?? capital(y.label)}
      reading={
        provenance.repetitions > 1
          ? `Each line is one of ${provenance.repetitions} repetitions.`
          : 'One repetition.'
      }
      table={<CourseTable data={data} />}
      provenance={provenance}
    >
      <ul className={styles.legend}>
        {courses.map(({ variant, label }, index) => (
          <li key={variant}>
            <svg viewBox="0 0 34 8" width="34" height="8" aria-hidden="true">
              <path className={styles.course} data-place={index % 6} d="M0 4h34" />
            </svg>
            {label}
          </li>
        ))}
      </ul>
      <p className={styles.label}>
        {y.label}
        {unit}
      </p>
      <div className={styles.plot}>
        <Ticks axis={y} side="bottom" />
        <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">
          {y.ticks.map((tick) => (
            <path key={tick} className={styles.grid} d={`M0 ${1000 - (tick / y.end) * 1000}H1000`} />
          ))}
          {courses.map(({ variant, paths }, index) =>
            paths.map((path, repetition) => (
              <path
                // biome-ignore lint/suspicious/noArrayIndexKey: a repetition is known by its place
                key={`${variant}${repetition}`}
                className={styles.course}
                data-place={index % 6}
                d={path}
              />
            )),
          )}
        </svg>
        <Ticks axis={x} side="left" />
      </div>
      <p className={styles.label} data-axis="x">
        {x.label} ({x.unit})
      </p>
    </ChartFigure>
  );
}

function Ticks({ axis, side }: { axis: Axis; side: 'left' | 'bottom' }): ReactNode {
  return (
    <span className={styles.ticks} data-side={side}>
      {axis.ticks.map((tick) => (
        <span key={tick} style={{ [side]: `${(tick / axis.end) * 100}%` }}>
          {formatTick(tick)}
        </span>
      ))}
    </span>
  );
}

function CourseTable({ data: { x, y, courses, table } }: { data: CourseChartData }): ReactNode {
  return (
    <table>
      <caption>
        {y.label}, {y.unit}
        {courses.some(({ paths }) => paths.length > 1) && '; repetitions are divided by a slash'}
      </caption>
      <thead>
        <tr>
          <th scope="col" className="number">
            {x.unit}
          </th>
          {courses.map(({ variant, label }) => (
            <th key={variant} scope="col" className="number">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.map((row) => (
          <tr key={row.x}>
            <th scope="row" className="number">
              {formatTick(row.x)}
            </th>
            {courses.map(({ variant }, index) => (
              <td key={variant} className="number">
                {row.values[index]?.map((value) => (value === null ? '–' : formatNumber(value))).join(' / ')}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
