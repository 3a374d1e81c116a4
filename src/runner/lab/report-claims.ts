import type { ClaimVerdict, Reach } from '#content/evidence.ts';
import type { Style } from '../terminal/screen.ts';
import { wrap } from '../terminal/text.ts';

const reachWords: Record<Reach, string> = {
  mechanism: 'carries over to AWS as a mechanism',
  ratio: 'carries over to AWS as a ratio, not in milliseconds',
  'aws-only': 'shown on AWS only',
};

/** Each claim with its verdict, the numbers that decided it, how far it carries and what was not shown. */
export function claimLines(claims: readonly ClaimVerdict[], columns: number, style: Style): string[] {
  return claims.flatMap((claim, index) => {
    const mark = claim.holds ? style('green', '✓ holds') : style('red', '✗ does not hold');
    const indented = (text: string) => wrap(text, columns - 2).map((line) => `  ${line}`);
    return [
      ...(index === 0 ? [] : ['']),
      `${mark}  ${style('dim', claim.id)}`,
      ...indented(claim.statement).map((line) => style('bold', line)),
      ...indented(claim.because),
      ...indented(`Reach: ${reachWords[claim.reach]}. Not shown: ${claim.notShown}`).map((line) =>
        style('dim', line),
      ),
    ];
  });
}
