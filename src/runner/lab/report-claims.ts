import { type ClaimStatus, claimStatus, statusWords } from '#content/claim-status.ts';
import type { ClaimVerdict, Reach } from '#content/evidence.ts';
import type { Style } from '../terminal/screen.ts';
import { wrap } from '../terminal/text.ts';

const reachWords: Record<Reach, string> = {
  mechanism: 'carries over to AWS as a mechanism',
  ratio: 'carries over to AWS as a ratio, not in milliseconds',
  'aws-only': 'shown on AWS only',
};

const colours: Record<ClaimStatus, 'green' | 'red' | 'yellow'> = {
  holds: 'green',
  'does-not-hold': 'red',
  'not-judged': 'yellow',
};

/** The claims of a run in one sentence. */
export function claimsInSum(claims: readonly Pick<ClaimVerdict, 'holds'>[]): string {
  const open = claims.filter(({ holds }) => holds === null).length;
  if (claims.some(({ holds }) => holds === false)) return 'Not every claim holds.';
  if (open === 0) return 'Every claim holds.';
  return `${open} of ${claims.length} claims could not be judged: this machine was too busy. Nothing is said against them.`;
}

/** Each claim with its verdict, and nothing more. */
export function claimsInShort(claims: readonly ClaimVerdict[], columns: number, style: Style): string[] {
  return claims.flatMap((claim) => {
    const status = claimStatus(claim);
    const [first = '', ...more] = wrap(claim.statement, columns - 2);
    return [
      `${style(colours[status], statusWords[status].sign)} ${first}`,
      ...more.map((line) => `  ${line}`),
    ];
  });
}

/** Each claim with its verdict, the numbers that decided it, how far it carries and what was not shown. */
export function claimLines(claims: readonly ClaimVerdict[], columns: number, style: Style): string[] {
  return claims.flatMap((claim, index) => {
    const status = claimStatus(claim);
    const { sign, words } = statusWords[status];
    const mark = style(colours[status], `${sign} ${words}`);
    const indented = (text: string) => wrap(text, columns - 2).map((line) => `  ${line}`);
    return [
      ...(index === 0 ? [] : ['']),
      `${mark}  ${style('dim', claim.id)}`,
      ...indented(claim.statement).map((line) => style('bold', line)),
      ...indented(claim.because),
      ...(claim.remedy === undefined ? [] : indented(claim.remedy)),
      ...indented(`Reach: ${reachWords[claim.reach]}. Not shown: ${claim.notShown}`).map((line) =>
        style('dim', line),
      ),
    ];
  });
}
