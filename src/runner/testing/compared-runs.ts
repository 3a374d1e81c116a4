import { readFileSync } from 'node:fs';
import type { TestContext } from 'node:test';
import * as v from 'valibot';
import { type Evidence, evidenceSchema } from '#content/evidence.ts';
import { evidencePath, findExperiments } from '../labs.ts';
import { project } from '../project.ts';

const isComplete = process.env.RUNS === 'all';

/** Experiments that are run as a user runs them, to compare their verdicts: one of seconds, or with RUNS=all more. */
export const comparedRuns = [
  'event-bus/route-by-content',
  ...(isComplete ? ['sync-api/parallel-requests', 'two-paths/first-order'] : []),
];

/** The same at an endpoint, which has no REST API and no event buses. */
export const runsAtAnEndpoint = ['two-paths/same-burst', ...(isComplete ? ['two-paths/first-order'] : [])];

/** The committed evidence of `lab/experiment`. */
export function recorded(experiment: string): Evidence {
  const [file] = findExperiments(project.labs, experiment);
  if (!file) throw new Error(`There is no experiment ${experiment}.`);
  return v.parse(evidenceSchema, JSON.parse(readFileSync(evidencePath(file), 'utf8')));
}

/** Claims with their verdicts, of a run and of another. What a busy machine left open is left out of both. */
export function verdictsBeside(run: Evidence, other: Evidence): { own: unknown[]; others: unknown[] } {
  const open = [run, other].flatMap(({ claims }) =>
    claims.flatMap(({ id, holds }) => (holds === null ? [id] : [])),
  );
  const verdicts = ({ claims }: Evidence) =>
    claims
      .filter(({ id }) => !open.includes(id))
      .map(({ id, statement, holds }) => ({ id, statement, holds }));
  return { own: verdicts(run), others: verdicts(other) };
}

/** Says which claims a busy machine left open: nothing was compared of them. */
export function sayNotJudged({ claims }: Evidence, t: Pick<TestContext, 'diagnostic'>): void {
  for (const { id, holds, because } of claims)
    if (holds === null) t.diagnostic(`${id} was not judged: ${because}`);
}
