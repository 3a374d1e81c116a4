import type { ReactNode } from 'react';
import type { CourseChartData } from '#content/chart.ts';
import { formatNumber } from '../lesson/format.ts';
import { formatTick } from './format-axis.ts';

/** The values of one variant at a row of the table: one for each repetition, a dash where it had ended. */
export const valuesOf = (values: readonly (number | null)[] | undefined): string =>
  (values ?? []).map((value) => (value === null ? '–' : formatNumber(value))).join(' / ');

/** A course as a table, at even steps of its x. */
export function CourseTable({
  data: { x, y, courses, moments, table },
}: {
  data: CourseChartData;
}): ReactNode {
  return (
    <>
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
                  {valuesOf(row.values[index])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ul>
        {courses.map(({ variant, label, mark }) => (
          <li key={variant}>
            {label}: peak {formatNumber(mark.peak)}
          </li>
        ))}
        {moments.map(({ at, label }) => (
          <li key={at}>
            {label}: at {formatTick(at)} {x.unit}
          </li>
        ))}
      </ul>
    </>
  );
}
