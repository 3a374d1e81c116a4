import assert from 'node:assert/strict';
import { after, suite, test } from 'node:test';
import type { ClaimVerdict } from '#content/evidence.ts';
import { type Break, judgeBroken } from './broken-lab.ts';

/** A way to break a lab, and the claims that must not hold then. */
export interface BreakCase {
  what: string;
  claims: string[];
  breaks: Break[];
  /** Parameters of the experiment to set otherwise, so that the run is short. */
  parameters?: Record<string, number>;
}

/**
 * One test per case, one at a time: the lab is copied, broken and run, and the named claims of `lab/experiment` do not
 * hold. Where the machine was too busy to tell, twice in a row, the test passes, and says so: the case showed nothing.
 */
export function testBreaks(name: string, cases: BreakCase[]): void {
  suite(`${name}, broken on purpose`, { concurrency: 1 }, () => {
    let told = 0;
    for (const { what, claims, breaks, parameters } of cases) {
      test(`${what}: ${claims.join(' and ')} ${claims.length === 1 ? 'does' : 'do'} not hold`, async (t) => {
        const { held, notJudged } = sortBroken(
          await judgeBroken({ name, breaks, ...(parameters && { parameters }) }),
          claims,
        );
        assert.deepEqual(held, [], 'these claims hold although the lab is broken');
        if (notJudged.length === 0) told += 1;
        for (const { id, because } of notJudged) t.diagnostic(`${id} was not judged: ${because}`);
      });
    }
    after(() => {
      if (told < cases.length)
        console.log(
          `${name}: in ${cases.length - told} of ${cases.length} broken labs not every claim was judged.`,
        );
    });
  });
}

/** The named claims that hold all the same, and those that the machine was too busy for. */
export function sortBroken(
  verdicts: readonly Pick<ClaimVerdict, 'id' | 'holds' | 'because'>[],
  claims: readonly string[],
): { held: string[]; notJudged: Pick<ClaimVerdict, 'id' | 'because'>[] } {
  const named = claims.map((id) => ({ id, verdict: verdicts.find((each) => each.id === id) }));
  return {
    // A claim that is not there cannot be false.
    held: named.filter(({ verdict }) => verdict === undefined || verdict.holds === true).map(({ id }) => id),
    notJudged: named.flatMap(({ verdict }) => (verdict?.holds === null ? [verdict] : [])),
  };
}
