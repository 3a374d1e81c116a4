import type { CompareChartData } from '#content/chart.ts';
import type { Evidence, Metric, Variant } from '#content/evidence.ts';
import { axisFor, shareLabel } from '../../../charts/axis.ts';
import {
  findMetric,
  findVariant,
  locateByExperiment,
  parseEvidence,
  provenanceOf,
} from '../evidence-file.ts';
import type { ReferenceKind } from '../kind.ts';
import { AuthorError } from '../problem.ts';

/** `<CompareChart experiment metrics variants? title/>`: metrics of one unit as bars, side by side for each variant. */
export const compareChart: ReferenceKind = {
  required: ['experiment', 'metrics'],
  optional: ['variants'],
  own: ['title'],
  locate: locateByExperiment,
  cut(text, { metrics = '', variants }, { file }): CompareChartData {
    const evidence = parseEvidence(text, file);
    const groups = chosenVariants(evidence, variants).map((variant) => ({
      variant,
      metrics: words(metrics).map((name) => findMetric(variant, name)),
    }));
    const all = groups.flatMap((group) => group.metrics);
    refuseMixedUnits(all);
    const { shared, rest } = shareLabel(groups[0]?.metrics.map(({ label }) => label) ?? []);
    return {
      metrics: words(metrics),
      axis: axisFor(
        shared,
        all[0]?.unit ?? '',
        all.flatMap(({ values }) => values),
      ),
      groups: groups.map(({ variant: { name, label }, metrics }) => ({
        variant: name,
        label,
        bars: metrics.map(({ median, values }, index) => ({ label: rest[index] ?? '', median, values })),
      })),
      provenance: provenanceOf(evidence),
    };
  },
};

/** The variants that an author named with spaces between, or all of them. Throws AuthorError for an unknown one. */
export function chosenVariants(evidence: Evidence, names: string | undefined): Variant[] {
  return names === undefined ? evidence.variants : words(names).map((name) => findVariant(evidence, name));
}

const words = (text: string) => text.split(/\s+/).filter(Boolean);

function refuseMixedUnits(metrics: Metric[]): void {
  const [first] = metrics;
  const other = metrics.find(({ unit }) => unit !== first?.unit);
  if (!first || !other) return;
  throw new AuthorError(
    `the metrics "${first.name}" (${first.unit}) and "${other.name}" (${other.unit}) have no unit in common.`,
    'One chart has one scale: draw one chart for each unit.',
  );
}
