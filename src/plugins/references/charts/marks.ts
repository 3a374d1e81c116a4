import type { Axis, CourseLabel, CourseMoment } from '#content/chart.ts';
import type { Evidence, Series } from '#content/evidence.ts';
import { findVariant } from '../evidence-file.ts';
import { AuthorError, unknownName } from '../problem.ts';

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

/**
 * Moments that an author named as `variant:parameter`, where the parameter holds the time. What happens at the same time
 * in several variants stands there once. Throws AuthorError for an unknown name or a parameter that is no number.
 */
export function momentsOf(
  evidence: Evidence,
  { events, eventLabel }: { events?: string | undefined; eventLabel?: string | undefined },
  x: Axis,
): CourseMoment[] {
  if (events === undefined) return [];
  if (!eventLabel) {
    throw new AuthorError(
      'events without an eventLabel.',
      'Say what happens then: eventLabel="the burst ends".',
    );
  }
  const moments = events.split(/\s+/).map((named) => {
    const [name = '', parameter = ''] = named.split(':');
    const variant = findVariant(evidence, name);
    const found = variant.parameters.find((each) => each.name === parameter);
    if (!found) {
      const all = variant.parameters.map((each) => each.name);
      throw unknownName('parameter', parameter, all, `of variant "${name}"`);
    }
    if (typeof found.value !== 'number') {
      throw new AuthorError(
        `the parameter "${parameter}" is no number.`,
        'An event needs a time on the axis.',
      );
    }
    return { at: found.value, variant: variant.label };
  });
  return [...Map.groupBy(moments, ({ at }) => at)].map(([at, of]) => ({
    at,
    x: (at / x.end) * 100,
    label: `${eventLabel} (${of.map(({ variant }) => variant).join(', ')})`,
  }));
}
