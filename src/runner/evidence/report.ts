import type { Style } from '../terminal/screen.ts';
import type { ChangedClaim, Moved } from './compare.ts';
import type { Rerun } from './rerun.ts';

/** What moved in one experiment, in lines: the verdict on it first. */
export function rerunLines({ name, claims, moved, error }: Rerun, style: Style): string[] {
  if (error !== undefined) return [`${style('red', '✗')} ${name}: did not run: ${error}`];
  const changed = (claims ?? []).map(claimLine);
  const numbers = (moved ?? []).map(movedLine);
  const { mark, verdicts } = verdictsInWords(claims ?? [], style);
  const rest = ['', ', one number moved'][numbers.length] ?? `, ${numbers.length} numbers moved`;
  return [`${mark} ${name}: ${verdicts}${rest}`, ...[...changed, ...numbers].map((line) => `    ${line}`)];
}

function verdictsInWords(claims: readonly ChangedClaim[], style: Style): { mark: string; verdicts: string } {
  if (claims.length === 0) return { mark: style('green', '✓'), verdicts: 'the verdicts of the recording' };
  if (claims.some(({ now }) => now !== null))
    return { mark: style('red', '✗'), verdicts: 'other verdicts than recorded' };
  return { mark: style('yellow', '–'), verdicts: 'not judged, because this machine was too busy' };
}

function claimLine({ id, recorded, now, because }: ChangedClaim): string {
  return `claim ${id}: ${word(recorded)} when recorded, ${word(now)} now${because ? ` (${because})` : ''}`;
}

function word(holds: boolean | null | undefined): string {
  if (holds === undefined) return 'not there';
  if (holds === null) return 'not judged';
  return holds ? 'held' : 'did not hold';
}

function movedLine({ kind, metric, variant, to, recorded, now }: Moved): string {
  return kind === 'count'
    ? `${metric} of ${variant}: always ${recorded} when recorded, ${now} now (median)`
    : `${metric} of ${variant} to ${to}: ${recorded.toFixed(2)} when recorded, ${now.toFixed(2)} now`;
}
