import type { CourseChartData } from '#content/chart.ts';
import type { Series, Variant } from '#content/evidence.ts';
import { courseChart as draw } from '../../../charts/course.ts';
import { momentsOf } from '../chart-moments.ts';
import { locateByExperiment, parseEvidence, provenanceOf } from '../evidence-file.ts';
import type { ReferenceKind } from '../kind.ts';
import { AuthorError, unknownName } from '../problem.ts';
import { chosenVariants } from './compare-chart.ts';

/**
 * `<CourseChart experiment series variants? events? eventLabel? title/>`: a series over its x, a line for each repetition
 * of each variant. `events="burst:seconds"` marks the moment that a variant's parameter holds.
 */
export const courseChart: ReferenceKind = {
  required: ['experiment', 'series'],
  optional: ['variants', 'events', 'eventLabel'],
  own: ['title'],
  locate: locateByExperiment,
  cut(text, { series = '', variants, events, eventLabel }, { file }): CourseChartData {
    const evidence = parseEvidence(text, file);
    const chosen = chosenVariants(evidence, variants);
    const drawn = draw(
      chosen,
      chosen.map((variant) => findCourse(variant, series)),
    );
    return {
      series,
      ...drawn,
      moments: momentsOf(evidence, { events, eventLabel }, drawn.x, chosen.length),
      provenance: provenanceOf(evidence),
    };
  },
};

function findCourse(variant: Variant, name: string): Series {
  const courses = variant.series.filter(({ x }) => x !== undefined).map((each) => each.name);
  const found = variant.series.find((each) => each.name === name);
  if (!found) throw unknownName('series', name, courses, `of variant "${variant.name}"`);
  if (found.x) return found;
  throw new AuthorError(
    `the series "${name}" has no x: it holds samples, and no course over time.`,
    courses.length > 0 ? `Series with an x: ${courses.join(', ')}.` : 'This experiment records no course.',
  );
}
