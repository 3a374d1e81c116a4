import type { ClaimVerdict } from '#content/evidence.ts';

/** What the commands end with. */
export const exitCodes = {
  /** Everything that was asked for is so. */
  fine: 0,
  /** A claim does not hold, a finding, a run that broke off, an error. */
  failed: 1,
  wrongCall: 2,
  /** Nothing is wrong, but a claim could not be judged, because this machine was too busy. */
  notJudged: 3,
};

/** What a run ends with: a claim that does not hold counts for more than one that could not be judged. */
export function exitCodeOf(claims: readonly Pick<ClaimVerdict, 'holds'>[]): number {
  if (claims.some(({ holds }) => holds === false)) return exitCodes.failed;
  return claims.some(({ holds }) => holds === null) ? exitCodes.notJudged : exitCodes.fine;
}
