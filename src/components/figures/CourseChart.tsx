import useIsBrowser from '@docusaurus/useIsBrowser';
import { type PointerEvent, type ReactNode, useMemo, useState } from 'react';
import type { Axis, CourseChartData } from '#content/chart.ts';
import { formatNumber } from '../lesson/format.ts';
import { useShownRun } from '../own-run/shown-run.ts';
import { ChartFigure } from './ChartFigure.tsx';
import styles from './CourseChart.module.css';
import { CourseTable } from './CourseTable.tsx';
import { CourseValues } from './CourseValues.tsx';
import { capital, formatTick } from './format-axis.ts';

/** Orange and teal are the two paths wherever they stand; every other series has another colour. */
export const pathOf = (variant: string): 'sync' | 'queued' | undefined =>
  variant.startsWith('sync') ? 'sync' : variant.startsWith('queued') ? 'queued' : undefined;

/** A series over its x: every repetition is a line; variants differ by dash and by colour, and are named at their peak. */
export function CourseChart({
  data: recorded,
  title = capital(recorded.y.label),
}: {
  data: CourseChartData;
  title?: string;
}): ReactNode {
  const own = useShownRun(recorded.provenance.experiment);
  const drawn = useMemo(() => own?.courseChart(recorded), [own, recorded]);
  if (!own) return <Courses data={recorded} title={title} />;
  return drawn ? (
    <Courses key="own" data={drawn} title={`${title} (your run)`} />
  ) : (
    <Courses data={recorded} title={`${title} (our run: yours has no such course)`} />
  );
}

function Courses({ data, title }: { data: CourseChartData; title: string }): ReactNode {
  const { x, y, courses, moments, table, provenance } = data;
  const isBrowser = useIsBrowser();
  const [row, setRow] = useState<number>();
  const unit = y.label.includes(y.unit) ? '' : ` (${y.unit})`;
  const point = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const at = ((clientX - left) / width) * x.end;
    const near = table.reduce(
      (best, each, index) =>
        Math.abs(each.x - at) < Math.abs((table[best as number]?.x ?? 0) - at) ? index : best,
      0,
    );
    setRow(near);
  };
  return (
    <ChartFigure
      title={title}
      reading={
        provenance.repetitions > 1
          ? `Each line is one of ${provenance.repetitions} repetitions. A peak is that of the repetition in the middle.`
          : 'One repetition.'
      }
      table={<CourseTable data={data} />}
      provenance={provenance}
      controls={<CourseValues data={data} row={row} onRow={setRow} disabled={!isBrowser} />}
    >
      <p className={styles.label}>
        {y.label}
        {unit}
      </p>
      <div className={styles.plot} style={{ marginTop: `${moments.length * eventHeight}rem` }}>
        <Ticks axis={y} side="bottom" />
        <div className={styles.field} onPointerMove={point} onPointerDown={point}>
          <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">
            {y.ticks.map((tick) => (
              <path key={tick} className={styles.grid} d={`M0 ${1000 - (tick / y.end) * 1000}H1000`} />
            ))}
            {moments.map((moment) => (
              <path key={moment.at} className={styles.moment} d={`M${moment.x * 10} 0V1000`} />
            ))}
            {courses.map(({ variant, paths }, index) =>
              paths.map((path, repetition) => (
                <path
                  // biome-ignore lint/suspicious/noArrayIndexKey: a repetition is known by its place
                  key={`${variant}${repetition}`}
                  className={styles.course}
                  data-path={pathOf(variant)}
                  data-place={index % 6}
                  d={path}
                />
              )),
            )}
            {row !== undefined && (
              <path className={styles.cursor} d={`M${((table[row]?.x ?? 0) / x.end) * 1000} 0V1000`} />
            )}
          </svg>
          {moments.map(({ at, x: left, label }, index) => (
            <span
              key={at}
              className={styles.event}
              style={{ ...placed(left), bottom: `calc(100% + ${(index + 0.5) * eventHeight}rem)` }}
            >
              {label}
            </span>
          ))}
          {courses.map(({ variant, label, mark }, index) => (
            <span key={variant}>
              {!mark.isLevel && (
                <span className={styles.peak} style={{ left: `${mark.x}%`, bottom: `${mark.y}%` }} />
              )}
              <span className={styles.name} style={{ ...placed(mark.x), bottom: `${mark.labelY}%` }}>
                <svg viewBox="0 0 22 8" width="22" height="8" aria-hidden="true">
                  <path
                    className={styles.course}
                    data-path={pathOf(variant)}
                    data-place={index % 6}
                    d="M0 4h22"
                  />
                </svg>
                {label}
                {mark.isLevel ? `: ${formatNumber(mark.peak)}` : `: peak ${formatNumber(mark.peak)}`}
              </span>
            </span>
          ))}
        </div>
        <Ticks axis={x} side="left" />
      </div>
      <p className={styles.label} data-axis="x">
        {x.label} ({x.unit})
      </p>
    </ChartFigure>
  );
}

/** Of a line above the plot, one for each event, in rem. */
const eventHeight = 1.2;

/** At a place from the left, and inside the plot whatever that is: at its left end on the right of it, and the reverse. */
const placed = (x: number) => ({ left: `${x}%`, transform: `translate(${-x}%, 50%)` });

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
