import type { Axis, CourseLabel } from '#content/chart.ts';
import type { Series } from '#content/evidence.ts';

/** Height of a plot, and how far labels in it are apart at least, in rem. */
const plotHeight = 13;
const lineHeight = 1.3;

/**
 * Where the name of each course stands: at its peak, or where a course that stays level ends. The peak is that of the
 * repetition in the middle, so it is a value that was recorded. Labels that would lie on each other move apart.
 */
export function labelsOf(series: readonly Series[], x: Axis, y: Axis): CourseLabel[] {
  const marks = series.map((each): CourseLabel => {
    const peak = middlePeak(each);
    const isLevel = each.values.every((course) => course.every((value) => value === course[0]));
    const last = each.x?.values[0]?.at(-1) ?? 0;
    const at = {
      x: ((isLevel ? last : peak.x) / x.end) * 100,
      y: (peak.value / y.end) * 100,
      peak: peak.value,
    };
    return { ...at, labelY: at.y, isLevel };
  });
  const step = (lineHeight / plotHeight) * 100;
  // From the bottom up each makes room above the one below; what would leave the plot pushes the others down again.
  const upwards = marks.toSorted((a, b) => a.y - b.y);
  upwards.forEach((mark, at) => {
    const below = upwards[at - 1];
    mark.labelY = Math.max(mark.y + step * 0.7, step / 2, below ? below.labelY + step : 0);
  });
  for (let at = upwards.length - 1, most = 100 - step / 2; at >= 0; at -= 1, most -= step) {
    const mark = upwards[at] as CourseLabel;
    mark.labelY = Math.min(mark.labelY, most);
    most = mark.labelY;
  }
  return marks;
}

function middlePeak({ values, x }: Series): { x: number; value: number } {
  const peaks = values.map((course, repetition) => {
    const value = Math.max(...course);
    return { value, x: x?.values[repetition]?.[course.indexOf(value)] ?? 0 };
  });
  const byValue = peaks.toSorted((a, b) => a.value - b.value);
  return byValue[Math.floor((byValue.length - 1) / 2)] ?? { x: 0, value: 0 };
}
