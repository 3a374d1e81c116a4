import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { locateEvidence, recordedExperiments } from '../../plugins/references/evidence-file.ts';
import type { Content, Finding } from './finding.ts';

/** How old a fact may be when something else of the site is renewed. */
const mostMonths = 6;

/**
 * No fact is older than six months, counted back from the day on which something of the site was last read or recorded:
 * a project that lies still does not break, and one that goes on has to read its facts again.
 */
export function checkFactDates({ facts, root }: Content): Finding[] {
  const dated = readdirSync(facts).map((name) => {
    const where = join(facts, name);
    return { where, asOf: String(parse(readFileSync(where, 'utf8'))?.asOf ?? '') };
  });
  const recorded = recordedExperiments(root).map((experiment) =>
    String(JSON.parse(readFileSync(locateEvidence(experiment, { root }), 'utf8')).recordedAt),
  );
  const days = [...dated.map(({ asOf }) => asOf), ...recorded].map((day) => day.slice(0, 10));
  const oldest = monthsBefore(days.sort().at(-1) ?? '', mostMonths);
  return dated
    .filter(({ asOf }) => asOf < oldest)
    .map(({ where, asOf }) => ({
      where,
      problem: `The fact was read on ${asOf}, more than ${mostMonths} months before the newest part of the site.`,
      remedy: 'Read its source again; correct the fact or confirm it with the new date in `asOf`.',
    }));
}

/** The day so many months before an ISO day. */
function monthsBefore(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.toISOString().slice(0, 10);
}
