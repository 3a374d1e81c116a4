import type { ReactNode } from 'react';
import type { Axis, ChartBar, CompareChartData } from '#content/chart.ts';
import { formatNumber, formatQuantity } from '../lesson/format.ts';
import { useShownRun } from '../own-run/shown-run.ts';
import { ChartFigure } from './ChartFigure.tsx';
import styles from './CompareChart.module.css';
import { capital, formatTick } from './format-axis.ts';

/** Metrics of one unit as bars, for each variant; whiskers span the repetitions, and each repetition is a dot. */
export function CompareChart({
  data: recorded,
  title: given,
}: {
  data: CompareChartData;
  title?: string;
}): ReactNode {
  const own = useShownRun(recorded.provenance.experiment);
  const data = own ? own.compareChart(recorded) : recorded;
  const title = own && given ? `${given} (your run)` : given;
  const { axis, groups, provenance } = data;
  const several = (groups[0]?.bars.length ?? 0) > 1;
  const reading =
    provenance.repetitions > 1
      ? `Bar: median of ${provenance.repetitions} repetitions. Dots: each repetition; the line joins least and most.`
      : 'One repetition.';
  return (
    <ChartFigure
      title={title ?? capital(axis.label || (groups[0]?.bars.map(({ label }) => label).join('; ') ?? ''))}
      reading={`${axis.label && title ? `${capital(axis.label)}. ` : ''}${reading}`}
      table={<BarsTable data={data} />}
      provenance={provenance}
    >
      <div className={styles.chart} data-several={several}>
        {groups.map(({ variant, label, bars }) => (
          <div key={variant} className={styles.group} data-variant={variant}>
            <span className={styles.variant}>{label}</span>
            {bars.map((bar, index) => (
              <BarRow
                key={bar.label}
                bar={bar}
                label={several ? bar.label : undefined}
                axis={axis}
                place={index}
              />
            ))}
          </div>
        ))}
        <Scale axis={axis} />
      </div>
    </ChartFigure>
  );
}

function BarRow({
  bar: { median, values },
  label,
  axis,
  place,
}: {
  bar: ChartBar;
  label?: string;
  axis: Axis;
  place: number;
}): ReactNode {
  const at = (value: number) => `${(value / axis.end) * 100}%`;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const said = `${formatQuantity(median, axis.unit)}${values.length > 1 ? ` (${values.map(formatNumber).join(' / ')})` : ''}`;
  return (
    <div className={styles.row}>
      {label && <span className={styles.metric}>{label}</span>}
      <span className={styles.lane} title={said}>
        <span className={styles.bar} data-place={place % 3} style={{ width: at(median) }} />
        {values.length > 1 && (
          <>
            <span className={styles.whisker} style={{ left: at(least), width: at(most - least) }} />
            {values.map((value, repetition) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a repetition is known by its place
              <span key={repetition} className={styles.dot} style={{ left: at(value) }} />
            ))}
          </>
        )}
      </span>
      <b className={styles.value}>{formatQuantity(median, axis.unit === '%' ? '%' : undefined)}</b>
    </div>
  );
}

function Scale({ axis }: { axis: Axis }): ReactNode {
  return (
    <div className={`${styles.row} ${styles.scale}`}>
      <span className={styles.ticks}>
        {axis.ticks.map((tick) => (
          <span key={tick} style={{ left: `${(tick / axis.end) * 100}%` }}>
            {formatTick(tick)}
          </span>
        ))}
      </span>
      <span className={styles.unit}>{axis.unit === '1/s' ? 'per second' : axis.unit}</span>
    </div>
  );
}

function BarsTable({ data: { axis, groups, provenance } }: { data: CompareChartData }): ReactNode {
  const repetitions = Array.from({ length: provenance.repetitions }, (_, index) => index + 1);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Variant</th>
          <th scope="col">{axis.label ? capital(axis.label) : 'Metric'}</th>
          <th scope="col" className="number">
            Median{axis.unit && `, ${axis.unit}`}
          </th>
          {repetitions.length > 1 &&
            repetitions.map((repetition) => (
              <th key={repetition} scope="col" className="number">
                Run {repetition}
              </th>
            ))}
        </tr>
      </thead>
      {groups.map(({ variant, label, bars }) => (
        <tbody key={variant}>
          {bars.map((bar, index) => (
            <tr key={bar.label}>
              {index === 0 && (
                <th scope="rowgroup" rowSpan={bars.length}>
                  {label}
                </th>
              )}
              <td>{bar.label}</td>
              <td className="number">{formatNumber(bar.median)}</td>
              {bar.values.length > 1 &&
                bar.values.map((value, repetition) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a repetition is known by its place
                  <td key={repetition} className="number">
                    {formatNumber(value)}
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
