import type { ClaimVerdict } from '#content/evidence.ts';
import type { ClaimDefinition, Experiment, Results } from './define-experiment.ts';
import { beyondTolerance, defaultTolerance, type Tolerance } from './disturbance.ts';
import type { MeasuredRepetition } from './measure-repetition.ts';

const remedy =
  'Close what else keeps this machine busy, or wait until it is done, and run it again: nothing is said about the claim.';

type Claim = ClaimDefinition<string, string, string>;
type Watched = Pick<MeasuredRepetition, 'variant' | 'repetition' | 'disturbance' | 'serviceMs'>;

/**
 * Judges every claim of an experiment on the results of a run. A claim whose tolerance was exceeded in a repetition that
 * counts is not judged, whichever way it came out: to keep what came out true would make the runs of busy machines speak
 * for every claim and never against one.
 */
export function judgeClaims(
  experiment: Experiment,
  results: Results<string, string>,
  parameters: Record<string, number>,
  repetitions: readonly Watched[],
): ClaimVerdict[] {
  return experiment.claims.map((claim) => {
    const { judge, tolerance: _, ...described } = claim;
    const disturbed = repetitions.filter((each) => disturbancesOf(experiment, claim, each).length > 0);
    const [first] = disturbed;
    if (!first) return { ...described, ...judge(results, parameters) };
    const label = experiment.variants[first.variant]?.label ?? first.variant;
    const figures = disturbancesOf(experiment, claim, first).join(', and ');
    return {
      ...described,
      holds: null,
      because: `${disturbed.length} of ${repetitions.length} repetitions were disturbed too much, also where they were measured again. In repetition ${first.repetition} of “${label}” ${figures}.`,
      remedy,
    };
  });
}

/** What a claim can stand: what it says itself, else what its experiment says, else what everything stands. */
export const toleranceOf = (claim: Claim, experiment: Experiment): Tolerance => ({
  ...defaultTolerance,
  ...experiment.tolerance,
  ...claim.tolerance,
});

/** Whether a repetition was disturbed more than some claim can stand. */
export const isDisturbed = (experiment: Experiment, repetition: Watched): boolean =>
  experiment.claims.some((claim) => disturbancesOf(experiment, claim, repetition).length > 0);

/** Whether no claim can be judged any more, whatever else is measured. */
export const isHopeless = (experiment: Experiment, counted: readonly Watched[]): boolean =>
  experiment.claims.every((claim) =>
    counted.some((each) => disturbancesOf(experiment, claim, each).length > 0),
  );

const disturbancesOf = (experiment: Experiment, claim: Claim, { disturbance, serviceMs }: Watched) =>
  beyondTolerance(disturbance, toleranceOf(claim, experiment), serviceMs);
