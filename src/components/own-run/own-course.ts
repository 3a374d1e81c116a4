import type { CourseChartData } from '#content/chart.ts';
import type { Evidence, Series } from '#content/evidence.ts';
import { courseChart } from '../../charts/course.ts';
import { mostRepetitions, ownProvenance } from './own-provenance.ts';

/** The longest recorded course has a hundredth of it. */
const mostPoints = 25_000;
/** What a file gives may be any number: so much can be drawn, and an axis has at least this length. */
const mostValue = 1e12;
const leastLength = 1e-3;

/** A course chart of the recorded run with the courses of another one; undefined where that holds none of a variant. */
export function ownCourse(
  recorded: CourseChartData,
  ours: Evidence,
  own: Evidence,
): CourseChartData | undefined {
  const variants = recorded.courses.map(({ variant, label }) => ({ name: variant, label }));
  const series = variants.flatMap(({ name }) => usable(own, name, recorded) ?? []);
  if (series.length < variants.length) return undefined;
  const drawn = courseChart(variants, series);
  // Where the sources differ, nobody knows whether it happened then.
  const moments = own.sourceHash === ours.sourceHash ? recorded.moments : [];
  return {
    series: recorded.series,
    ...drawn,
    moments: moments
      .filter(({ at }) => at <= drawn.x.end)
      .map((moment) => ({ ...moment, x: (moment.at / drawn.x.end) * 100 })),
    provenance: ownProvenance(recorded.provenance, own),
  };
}

/**
 * The course of a variant, if it is one: in the units of the recorded one, a value at each x, x from left to right, and
 * neither more than can be drawn. It is named as the recorded one.
 */
function usable(
  { variants }: Evidence,
  variant: string,
  { series: name, x, y }: CourseChartData,
): Series | undefined {
  const found = variants.find((each) => each.name === variant)?.series.find((each) => each.name === name);
  if (!found?.x || found.unit !== y.unit || found.x.unit !== x.unit) return undefined;
  const [values, xs] = [found.values, found.x.values].map((each) => each.slice(0, mostRepetitions));
  if (!values?.length || !xs?.some((each) => (each.at(-1) ?? 0) >= leastLength)) return undefined;
  const points = values.reduce((sum, each) => sum + each.length, 0);
  const isCourse = values.every((course, repetition) => {
    const at = xs[repetition] ?? [];
    return (
      at.length === course.length &&
      course.length > 0 &&
      course.every(isMeasured) &&
      at.every((each, place) => isMeasured(each) && each >= (at[place - 1] ?? 0))
    );
  });
  if (!isCourse || points > mostPoints) return undefined;
  return { name, label: y.label, unit: y.unit, values, x: { label: x.label, unit: x.unit, values: xs } };
}

const isMeasured = (value: number): boolean => value >= 0 && value <= mostValue;
