import { type ReactNode, useMemo } from 'react';
import type { RecordedRun } from '#content/explore-data.ts';
import { Chart, type Line } from './Chart.tsx';
import { type Metric, metrics } from './metrics.ts';
import type { Run, RunsOf } from './use-runs.ts';

interface ChartsProps {
  runs: RunsOf;
  recorded: RecordedRun | undefined;
  /** How long the longer run is, in s. */
  seconds: number;
  /** Where it is looked at, in s. */
  at: number;
}

/** Every metric as a small chart. */
export function Charts({ runs: { a, b }, recorded, seconds, at }: ChartsProps): ReactNode {
  const charts = useMemo(
    () => metrics.map((metric) => ({ metric, lines: linesOf(metric, a, b, recorded) })),
    [a, b, recorded],
  );
  return (
    <div className="charts">
      {charts.map(({ metric: { name, unit }, lines }) => (
        <Chart
          key={name}
          title={name}
          unit={unit}
          lines={lines}
          seconds={seconds}
          at={at}
          named={b !== undefined}
        />
      ))}
    </div>
  );
}

function linesOf(
  metric: Metric,
  a: Run | undefined,
  b: Run | undefined,
  recorded: RecordedRun | undefined,
): Line[] {
  const course = metric.recorded && recorded?.courses[metric.recorded];
  return [
    ...(a ? [lineOf('A', metric, a)] : []),
    ...(b ? [lineOf('B', metric, b)] : []),
    ...(course ? [{ name: 'recorded' as const, ...course }] : []),
  ];
}

function lineOf(name: 'A' | 'B', metric: Metric, { course }: Run): Line {
  const seconds = course[0]?.at ?? 1;
  return {
    name,
    at: course.map(({ at }) => at),
    values: course.map((moment) => metric.of(moment, seconds)),
  };
}
