import type { Ledger } from '#content/ledger.ts';
import { AuthorError } from '../references/problem.ts';

/** The statements that neither a claim that holds nor a fact judges, by id. */
export function unjudged({ texts, claims }: Ledger): string[] {
  return texts
    .flatMap(({ entries }) => entries)
    .filter((entry) => entry.facts.length === 0 && !entry.claims.some((id) => claims[id]?.holds))
    .map(({ id }) => id);
}

/** Throws AuthorError that names every statement that nothing judges. */
export function refuseUnjudged(ledger: Ledger): void {
  const ids = unjudged(ledger);
  if (ids.length === 0) return;
  throw new AuthorError(
    `no claim that holds and no fact judges ${ids.length === 1 ? 'the statement' : 'the statements'} ${ids.join(', ')}.`,
    'Add `claims: [lab/experiment/claim]` or `facts: [id]` to it in src/content/statements, or a claim that names it among its seeds.',
  );
}
