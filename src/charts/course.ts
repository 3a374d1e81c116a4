import { line } from 'd3-shape';
import type { Axis, CourseChartData, CourseLabel } from '#content/chart.ts';
import type { Series } from '#content/evidence.ts';
import { axisFor } from './axis.ts';
import { labelsOf } from './labels.ts';

const side = 1000;
const mostRows = 20;

/** A series of several variants, drawn over its x. `series` and `variants` go together; every series has an x. */
export function courseChart(
  variants: readonly { name: string; label: string }[],
  series: readonly Series[],
): Omit<CourseChartData, 'series' | 'provenance' | 'moments'> {
  const [first] = series;
  const xs = series.map((each) => each.x?.values ?? []);
  const x = axisFor(first?.x?.label ?? '', first?.x?.unit ?? '', xs.flat(2));
  // The plot ends with the data: a round end would leave an empty stretch that looks like a measurement.
  const span = { ...x, end: Math.max(...xs.flat(2)) };
  const y = axisFor(
    first?.label ?? '',
    first?.unit ?? '',
    series.flatMap(({ values }) => values.flat()),
  );
  const marks = labelsOf(series, span, y);
  return {
    x: { ...span, ticks: x.ticks.filter((tick) => tick <= span.end) },
    y,
    courses: variants.map(({ name, label }, index) => ({
      variant: name,
      label,
      paths: (series[index]?.values ?? []).map((values, repetition) =>
        pathOf(xs[index]?.[repetition] ?? [], values, span, y),
      ),
      mark: marks[index] as CourseLabel,
    })),
    table: tableOf(series, span.end),
  };
}

function pathOf(xs: number[], values: number[], x: Axis, y: Axis): string {
  const draw = line<number>()
    .x((_, index) => Math.round(((xs[index] ?? 0) / x.end) * side))
    .y((value) => Math.round(side - (value / y.end) * side));
  return draw(values) ?? '';
}

function tableOf(series: readonly Series[], end: number): CourseChartData['table'] {
  const step = axisFor('', 's', [end], mostRows).ticks[1] ?? end;
  const rows = Math.floor(end / step + 1e-9);
  return Array.from({ length: rows + 1 }, (_, row) => {
    const at = Number((row * step).toPrecision(6));
    return {
      x: at,
      values: series.map(({ values, x }) =>
        values.map((course, repetition) => valueAt(x?.values[repetition] ?? [], course, at)),
      ),
    };
  });
}

/** The last value at or before `at`; null when the course has ended before. */
function valueAt(xs: number[], values: number[], at: number): number | null {
  if ((xs.at(-1) ?? 0) < at) return null;
  return values[xs.findLastIndex((x) => x <= at + 1e-9)] ?? null;
}
