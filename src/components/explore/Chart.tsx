import { memo, type ReactNode, useMemo } from 'react';
import { formatTick } from '../figures/format-axis.ts';
import { formatNumber } from '../lesson/format.ts';
import { ticksTo, timeUnit } from './scale.ts';

/** One course: of a setting, or as it was recorded. */
export interface Line {
  name: 'A' | 'B' | 'recorded';
  /** In s. */
  at: readonly number[];
  values: readonly number[];
}

interface ChartProps {
  title: string;
  /** Nothing: the values are ms. */
  unit: string | undefined;
  lines: readonly Line[];
  /** How long the run is, in s. */
  seconds: number;
  /** Where the run is looked at, in s. */
  at: number;
  /** Whether settings have to be told apart. */
  named: boolean;
}

/** A small chart of one metric over the time of the run, its values at the moment, and the same as a table. */
export const Chart = memo(function Chart({ title, unit, lines, seconds, at, named }: ChartProps): ReactNode {
  const drawn = useMemo(() => draw(lines, unit, seconds), [lines, unit, seconds]);
  const time = timeUnit(seconds * 1000);
  return (
    <figure>
      <figcaption>
        <b>{title}</b>
        <small className="tag">model, not measured</small>
      </figcaption>
      <p className="now">
        {lines.length === 0 && '…'}
        {lines.map(({ name, ...line }) => (
          <span key={name} data-line={name}>
            <svg viewBox="0 0 26 8" width="26" height="8" aria-hidden="true">
              <path d="M0 4h26" />
            </svg>
            {(named || name === 'recorded') && `${name}: `}
            {formatNumber(valueAt(line, at) / drawn.per)} {drawn.unit}
          </span>
        ))}
      </p>
      <div className="plot" aria-hidden="true">
        <span className="ticks" data-side="bottom">
          {drawn.ticks.map((tick) => (
            <span key={tick} style={{ bottom: `${(tick / drawn.end) * 100}%` }}>
              {formatTick(tick)}
            </span>
          ))}
        </span>
        <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">
          {drawn.ticks.map((tick) => (
            <path key={tick} className="grid" d={`M0 ${1000 - (tick / drawn.end) * 1000}H1000`} />
          ))}
          {drawn.paths.map(({ name, d }) => (
            <path key={name} data-line={name} d={d} />
          ))}
          <path className="moment" d={`M${(at / seconds) * 1000} 0V1000`} />
        </svg>
        <span className="ticks" data-side="left">
          <span style={{ left: 0 }}>0</span>
          <span style={{ left: '100%' }}>
            {formatNumber((seconds * 1000) / time.ms)} {time.unit}
          </span>
        </span>
      </div>
      <details>
        <summary>The same as a table</summary>
        <ChartTable title={title} unit={drawn.unit} per={drawn.per} lines={lines} seconds={seconds} />
      </details>
    </figure>
  );
});

/** Everything about the lines that does not depend on where the run is looked at. */
function draw(lines: readonly Line[], unit: string | undefined, seconds: number) {
  const most = Math.max(0, ...lines.flatMap(({ values }) => values));
  const time = unit === undefined ? timeUnit(most) : { unit, ms: 1 };
  const { end, ticks } = ticksTo(most / time.ms);
  const paths = lines.map(({ name, at, values }) => ({
    name,
    d: at
      .map((each, place) => {
        const y = 1000 - ((values[place] ?? 0) / time.ms / end) * 1000;
        return `${place === 0 ? 'M' : 'L'}${((each / seconds) * 1000).toFixed(1)} ${y.toFixed(1)}`;
      })
      .join(''),
  }));
  return { unit: time.unit, per: time.ms, end, ticks, paths };
}

/** The value of a line at a moment: the latest that there is. */
function valueAt({ at, values }: Omit<Line, 'name'>, moment: number): number {
  const place = at.findLastIndex((each) => each <= moment + 1e-6);
  return values[Math.max(0, place)] ?? 0;
}

const rows = 8;

function ChartTable({
  title,
  unit,
  per,
  lines,
  seconds,
}: Pick<ChartProps, 'title' | 'lines' | 'seconds'> & { unit: string; per: number }): ReactNode {
  const time = timeUnit(seconds * 1000);
  const moments = Array.from({ length: rows }, (_, row) => (seconds * (row + 1)) / rows);
  return (
    <table>
      <caption>
        {title}, {unit}; model, not measured
      </caption>
      <thead>
        <tr>
          <th scope="col" className="number">
            {time.unit}
          </th>
          {lines.map(({ name }) => (
            <th key={name} scope="col" className="number">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {moments.map((moment) => (
          <tr key={moment}>
            <th scope="row" className="number">
              {formatTick(+((moment * 1000) / time.ms).toFixed(2))}
            </th>
            {lines.map((line) => (
              <td key={line.name} className="number">
                {(line.at.at(-1) ?? 0) < moment - seconds / rows
                  ? '–'
                  : formatNumber(valueAt(line, moment) / per)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
