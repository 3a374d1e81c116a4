import type { Ledger } from '#content/ledger.ts';
import type { Citation } from '../citations/citations.ts';
import { AuthorError } from '../references/problem.ts';
import type { RecordedClaim } from './recorded-claims.ts';

/** A claim that did not hold when it was recorded or was not judged, and everything that builds on it. */
export interface BrokenClaim {
  /** `lab/experiment/claim`. */
  id: string;
  judged: boolean;
  because: string;
  /** Files, with the line where there is one, and statements of the ledger. */
  uses: string[];
}

/** The claims that do not hold and that a page, a rubric, a recall card or a statement cites. */
export function brokenClaims(
  claims: ReadonlyMap<string, RecordedClaim>,
  citations: readonly Citation[],
  { texts }: Pick<Ledger, 'texts'>,
): BrokenClaim[] {
  const entries = texts.flatMap((text) => text.entries);
  return [...claims]
    .filter(([, { holds }]) => !holds)
    .map(([id, { because, holds }]) => {
      const statements = entries.filter((entry) => entry.claims.includes(id)).map((entry) => entry.id);
      const pages = citations
        .filter((each) =>
          each.kind === 'claim' ? each.id === id : each.kind === 'statement' && statements.includes(each.id),
        )
        .map(({ page, line }) => (line === undefined ? page.path : `${page.path}:${line}`));
      return {
        id,
        judged: holds !== null,
        because,
        uses: [...new Set([...pages, ...statements.map((each) => `statement ${each}`)])],
      };
    })
    .filter(({ uses }) => uses.length > 0);
}

/** What an author reads of one broken claim. */
export function brokenClaimText({ id, judged, because, uses }: BrokenClaim): {
  problem: string;
  remedy: string;
} {
  return {
    problem: `the claim ${id} ${judged ? 'did not hold' : 'was not judged'} when it was recorded (${because}), and is cited by ${uses.join(', ')}.`,
    remedy: `Mend what it measures and record it again (npm run lab ${id.split('/').slice(0, 2).join('/')} -- --record), or take back what those places say.`,
  };
}

/** Throws AuthorError that names every broken claim with all its uses. */
export function refuseBrokenClaims(broken: readonly BrokenClaim[]): void {
  if (broken.length === 0) return;
  const texts = broken.map(brokenClaimText);
  throw new AuthorError(
    texts.map(({ problem }) => problem).join('\n'),
    texts.map(({ remedy }) => remedy).join('\n'),
  );
}
