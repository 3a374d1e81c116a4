import type { ClaimVerdict, Evidence } from '#content/evidence.ts';
import type { ClaimData } from '#content/page-data.ts';
import { locateEvidence, parseEvidence, provenanceOf, recordedExperiments } from '../evidence-file.ts';
import type { ReferenceKind } from '../kind.ts';
import { AuthorError, unknownName } from '../problem.ts';
import { findStatement } from '../statement-file.ts';

/** `<Claim id="lab/experiment/claim"/>`: a sentence that a run judged. */
export const claim: ReferenceKind = {
  required: ['id'],
  locate({ id = '' }, site) {
    const { experiment } = splitClaimId(id, site.root);
    return locateEvidence(experiment, site);
  },
  cut(text, { id = '' }, { root, file, read }): ClaimData {
    const evidence = parseEvidence(text, file);
    const verdict = findClaim(evidence, splitClaimId(id, root).claim);
    return {
      claim: verdict,
      statements: verdict.seeds.map((seed) => ({ id: seed, ...findStatement(seed, root, read) })),
      provenance: provenanceOf(evidence),
    };
  },
};

/** The claim of that name. */
export function findClaim(evidence: Evidence, name: string): ClaimVerdict {
  const found = evidence.claims.find((each) => each.id === name);
  if (found) return found;
  throw unknownName(
    'claim',
    name,
    evidence.claims.map((each) => each.id),
    `in ${evidence.lab}/${evidence.experiment}`,
  );
}

function splitClaimId(id: string, root: string): { experiment: string; claim: string } {
  const parts = id.split('/');
  const [lab, experiment, name] = parts;
  if (parts.length !== 3 || !name) {
    throw new AuthorError(
      `"${id}" is not the id of a claim.`,
      `Write lab/experiment/claim; recorded experiments are ${recordedExperiments(root).join(', ')}.`,
    );
  }
  return { experiment: `${lab}/${experiment}`, claim: name };
}
