import type { Evidence } from '#content/evidence.ts';
import { TwoPartError } from '../call-error.ts';
import type { ExperimentFile } from '../labs.ts';
import type { Screen } from '../terminal/screen.ts';

/** What became of one experiment among all: its evidence, and why there is none or it was not recorded or kept. */
export interface Ended {
  file: ExperimentFile;
  /** Others ran beside it. */
  beside: boolean;
  evidence?: Evidence;
  error?: unknown;
}

export const nameOf = ({ lab, name }: ExperimentFile): string => `${lab.name}/${name}`;

/** A line for each, by name: how many claims hold, or which do not, how long it took, and what went wrong besides. */
export function summaryLines(ended: Ended[], { style }: Pick<Screen, 'style'>): string[] {
  const byName = ended.map((each) => ({ ...each, name: nameOf(each.file) }));
  return byName
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap(({ name, evidence, error }) => {
      if (!evidence)
        return `${style('red', '✗')} ${name}: ${error instanceof Error ? error.message : String(error)}`;
      const besides = error instanceof TwoPartError ? [`    ${error.problem}`] : [];
      return [verdictLine(name, evidence, style), ...besides];
    });
}

function verdictLine(name: string, { claims, durationSeconds }: Evidence, style: Screen['style']): string {
  const seconds = `${Math.round(durationSeconds)} s`;
  const failing = claims.filter(({ holds }) => holds === false).map(({ id }) => id);
  if (failing.length > 0)
    return `${style('red', '✗')} ${name}: ${failing.join(', ')} ${failing.length === 1 ? 'does' : 'do'} not hold (${seconds})`;
  const open = claims.filter(({ holds }) => holds === null);
  if (open.length > 0)
    return `${style('yellow', '–')} ${name}: ${open.length} of ${claims.length} claims not judged, because this machine was too busy (${seconds})`;
  return `${style('green', '✓')} ${name}: ${claims.length} claims hold (${seconds})`;
}
