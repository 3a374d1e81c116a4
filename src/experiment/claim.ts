import type { ClaimVerdict } from '#content/evidence.ts';
import type { Experiment, Results } from './define-experiment.ts';

/** Judges every claim of an experiment on the results of a run. */
export function judgeClaims(
  experiment: Experiment,
  results: Results<string, string>,
  parameters: Record<string, number>,
): ClaimVerdict[] {
  return experiment.claims.map(({ judge, ...claim }) => ({ ...claim, ...judge(results, parameters) }));
}
