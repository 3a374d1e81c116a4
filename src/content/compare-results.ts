import { type ClaimStatus, claimStatus } from './claim-status.ts';
import type { ClaimVerdict, Evidence, Metric } from './evidence.ts';

/** A claim of the recorded run, and what became of it in another one. */
export interface ComparedClaim {
  claim: ClaimVerdict;
  ours: ClaimStatus;
  /** Absent when the other run does not know the claim. */
  yours?: ClaimStatus;
  /** Why, in the other run. */
  because?: string;
}

/** A metric of the recorded run, and what another one gave. */
export interface ComparedMetric {
  ours: Metric;
  yours?: Metric;
}

/** Two runs of one experiment beside each other: what the recorded one has, and nothing that only the other one has. */
export interface ComparedResults {
  claims: ComparedClaim[];
  variants: { name: string; label: string; metrics: ComparedMetric[] }[];
  /** Claims that both runs judged, and differently. */
  disputed: number;
  /** Both were run from the same stack, handlers and experiment. */
  sameSources: boolean;
}

/** Lays a run beside the recorded one of the same experiment. */
export function compareResults(ours: Evidence, yours: Evidence): ComparedResults {
  const claims = ours.claims.map((claim): ComparedClaim => {
    const other = yours.claims.find(({ id }) => id === claim.id);
    const compared = { claim, ours: claimStatus(claim) };
    return other ? { ...compared, yours: claimStatus(other), because: other.because } : compared;
  });
  return {
    claims,
    variants: ours.variants.map(({ name, label, metrics }) => {
      const other = yours.variants.find((each) => each.name === name);
      return {
        ...{ name, label },
        metrics: metrics.map((metric) => {
          const same = other?.metrics.find((each) => each.name === metric.name && each.unit === metric.unit);
          return same ? { ours: metric, yours: same } : { ours: metric };
        }),
      };
    }),
    disputed: claims.filter(isDisputed).length,
    sameSources: ours.sourceHash === yours.sourceHash,
  };
}

/** Whether both runs judged a claim, and differently. */
export const isDisputed = ({ ours, yours }: ComparedClaim): boolean =>
  yours !== undefined && yours !== 'not-judged' && ours !== 'not-judged' && ours !== yours;
