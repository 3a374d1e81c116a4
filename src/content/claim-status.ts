import type { ClaimVerdict } from './evidence.ts';

/** What became of a claim: a run showed that it holds, or that it does not, or could not judge it. */
export type ClaimStatus = 'holds' | 'does-not-hold' | 'not-judged';

/** The status of a claim as evidence has it. */
export function claimStatus({ holds }: Pick<ClaimVerdict, 'holds'>): ClaimStatus {
  if (holds === null) return 'not-judged';
  return holds ? 'holds' : 'does-not-hold';
}

/** A status as it is shown everywhere: its sign, and its words. */
export const statusWords: Record<ClaimStatus, { sign: string; words: string }> = {
  holds: { sign: '✓', words: 'holds' },
  'does-not-hold': { sign: '✗', words: 'does not hold' },
  'not-judged': { sign: '–', words: 'not judged: this machine was too busy' },
};
