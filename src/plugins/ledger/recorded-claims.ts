import { readFileSync } from 'node:fs';
import type { LedgerClaim } from '#content/ledger.ts';
import { locateEvidence, parseEvidence, recordedExperiments } from '../references/evidence-file.ts';

/** A claim as its evidence has it, with the statements that it judges. */
export interface RecordedClaim extends LedgerClaim {
  seeds: string[];
}

/** Every claim that recorded evidence judges, by its id `lab/experiment/claim`. */
export function recordedClaims(root: string): Map<string, RecordedClaim> {
  return new Map(
    recordedExperiments(root).flatMap((experiment) => {
      const file = locateEvidence(experiment, { root });
      const { claims, recordedAt } = parseEvidence(readFileSync(file, 'utf8'), file);
      return claims.map(({ id, ...claim }) => [`${experiment}/${id}`, { ...claim, experiment, recordedAt }]);
    }),
  );
}
