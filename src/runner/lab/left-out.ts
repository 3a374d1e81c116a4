import type { LeftOut } from '#content/evidence.ts';
import type { Experiment } from '#experiment/define-experiment.ts';
import { wrap } from '../terminal/text.ts';

/** Why a part of an experiment is left out, and which: metrics by their labels, claims by their ids. */
export function leftOutLines(
  { because, metrics, claims }: LeftOut,
  whole: Pick<Experiment, 'metrics'>,
  columns: number,
): string[] {
  const labels = metrics.map((name) => {
    const metric = whole.metrics[name];
    return metric ? `${metric.label} (${metric.unit})` : name;
  });
  return [
    because,
    ...(labels.length > 0 ? [`Not measured: ${labels.join('; ')}.`] : []),
    ...(claims.length > 0 ? [`Not judged: ${claims.join(', ')}.`] : []),
  ].flatMap((line) => wrap(line, columns));
}
