import type { ReactNode } from 'react';
import type { KnobData } from '../../explorer/figures/data.ts';
import { ticksTo, timeUnit } from '../explore/scale.ts';
import { formatTick } from '../figures/format-axis.ts';

interface PanelProps {
  panel: KnobData['panels'][number];
  drawn: KnobData['picture']['panels'][number];
  /** How long the run is, in s. */
  seconds: number;
}

/** One small chart over the time of the run. Its axis grows with what is drawn, and never shrinks below its least. */
export function Panel({
  panel: { title, unit, lines, level, least },
  drawn,
  seconds,
}: PanelProps): ReactNode {
  const { end, ticks } = ticksTo(Math.max(least, drawn.level ?? 0, ...drawn.lines.flat()));
  const y = (value: number) => (1000 - (value / end) * 1000).toFixed(0);
  const time = timeUnit(seconds * 1000);
  const names = [...lines, ...(level === undefined ? [] : [level])];
  return (
    <div className="panel">
      <p>
        {title}, {unit}
      </p>
      <div className="plot">
        <span className="ticks" data-side="bottom">
          {ticks.map((tick) => (
            <span key={tick} style={{ bottom: `${(tick / end) * 100}%` }}>
              {formatTick(tick)}
            </span>
          ))}
        </span>
        <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">
          {ticks.map((tick) => (
            <path key={tick} d={`M0 ${y(tick)}H1000`} />
          ))}
          {drawn.level !== undefined && <path data-line="level" d={`M0 ${y(drawn.level)}H1000`} />}
          {drawn.lines.map((values, place) => (
            <path
              key={lines[place]}
              data-line={place}
              d={values
                .map(
                  (value, at) =>
                    `${at === 0 ? 'M' : 'L'}${(((at + 1) / values.length) * 1000).toFixed(0)} ${y(value)}`,
                )
                .join('')}
            />
          ))}
        </svg>
        <span className="ticks" data-side="left">
          <span style={{ left: 0 }}>0</span>
          <span style={{ left: '100%' }}>
            {formatTick((seconds * 1000) / time.ms)} {time.unit}
          </span>
        </span>
      </div>
      {names.length > 1 && (
        <p className="legend">
          {names.map((name, place) => (
            <span key={name}>
              <svg viewBox="0 0 22 8" width="22" height="8" aria-hidden="true">
                <path data-line={place < lines.length ? place : 'level'} d="M0 4h22" />
              </svg>
              {name}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
