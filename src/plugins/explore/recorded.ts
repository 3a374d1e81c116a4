import { readFileSync } from 'node:fs';
import type { Variant } from '#content/evidence.ts';
import type { RecordedCourse, RecordedRun } from '#content/explore-data.ts';
import { boundOf } from '../../explorer/overlays/overlay.ts';
import { overlays } from '../../explorer/overlays/overlays.ts';
import { findMetric, findVariant, locateEvidence, parseEvidence } from '../references/evidence-file.ts';

/** The recorded runs that the model knows the settings of, with what the page lays over it and no more. */
export function readRecorded(root: string): RecordedRun[] {
  return overlays.map((overlay) => {
    const file = locateEvidence(overlay.experiment, { root });
    const evidence = parseEvidence(readFileSync(file, 'utf8'), file);
    const variant = findVariant(evidence, overlay.variant);
    return {
      experiment: overlay.experiment,
      variant: overlay.variant,
      label: variant.label,
      recordedAt: evidence.recordedAt,
      settings: { ...overlay.settings },
      ...(overlay.note && { note: overlay.note }),
      figures: overlay.figures.map((figure) => {
        const { label, unit, median } = findMetric(variant, figure.metric);
        return { label, unit, recorded: median, bound: boundOf(figure, median) };
      }),
      courses: {
        ...courseOf(variant, 'waiting', 'waiting'),
        ...courseOf(variant, 'oldest', 'oldestMs'),
      },
    };
  });
}

/** The first repetition of a series over time. */
function courseOf(variant: Variant, series: string, name: string): Record<string, RecordedCourse> {
  const found = variant.series.find((each) => each.name === series);
  const [at, values] = [found?.x?.values[0], found?.values[0]];
  if (!at || !values) return {};
  return {
    [name]: { at: at.map((each) => +each.toFixed(2)), values: values.map((each) => +each.toFixed(0)) },
  };
}
