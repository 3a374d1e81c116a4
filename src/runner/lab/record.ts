import type { Evidence } from '#content/evidence.ts';
import { NotJudged } from '../call-error.ts';
import { replaceFile } from '../kept-files.ts';
import { type ExperimentFile, evidencePath } from '../labs.ts';
import { evidenceText } from './evidence.ts';

/** Writes the evidence of a run beside its experiment, and gives the path. Throws when a claim could not be judged. */
export function recordEvidence(
  file: ExperimentFile,
  evidence: Evidence,
  path = evidencePath(file, evidence.target),
): string {
  const [first, ...others] = evidence.claims.filter(({ holds }) => holds === null);
  if (first) {
    const name = `${file.lab.name}/${file.name}`;
    throw new NotJudged(
      `The run of ${name} is not recorded: ${[first, ...others].map(({ id }) => id).join(', ')} could not be judged. ${first.because}`,
      `Close what else keeps this machine busy, and record it again: npm run lab ${name} -- --yes --record`,
    );
  }
  replaceFile(path, evidenceText(evidence));
  return path;
}
