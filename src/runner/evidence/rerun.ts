import type { Evidence } from '#content/evidence.ts';
import { exitCodes } from '../exit-codes.ts';
import { compareEvidence, type Difference } from './compare.ts';

/** An experiment with the evidence that is recorded of it. */
export interface Recorded {
  /** `lab/experiment`. */
  name: string;
  evidence: Evidence;
}

/** What became of one experiment that was run again: how it differs, or why it could not be run. */
export interface Rerun extends Partial<Difference> {
  name: string;
  error?: string;
}

/**
 * Runs every experiment again, one after the other, with the seed of its recording, and compares. An experiment that
 * breaks off does not keep the next from its turn.
 */
export async function rerun(
  recorded: readonly Recorded[],
  options: {
    factor: number;
    signal: AbortSignal;
    run(name: string, seed: number): Promise<Evidence>;
    onDone?(result: Rerun): void;
  },
): Promise<Rerun[]> {
  const results: Rerun[] = [];
  for (const { name, evidence } of recorded) {
    let result: Rerun;
    try {
      const now = await options.run(name, evidence.seed);
      result = { name, ...compareEvidence(evidence, now, options.factor) };
    } catch (error) {
      options.signal.throwIfAborted();
      result = { name, error: error instanceof Error ? error.message : String(error) };
    }
    results.push(result);
    options.onDone?.(result);
  }
  return results;
}

/** Fine when every experiment ran and came to the verdicts of its recording; not judged when nothing else is amiss. */
export function rerunExitCode(results: readonly Rerun[]): number {
  if (results.every(({ claims }) => claims?.length === 0)) return exitCodes.fine;
  const onlyOpen = results.every(({ claims }) => claims?.every(({ now }) => now === null));
  return onlyOpen ? exitCodes.notJudged : exitCodes.failed;
}
