import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type Break, judgeBroken } from './broken-lab.ts';

/** A way to break a lab, and the claims that must not hold then. */
export interface BreakCase {
  what: string;
  claims: string[];
  breaks: Break[];
  /** Parameters of the experiment to set otherwise, so that the run is short. */
  parameters?: Record<string, number>;
}

/** One test per case: the lab is copied, broken and run, and the named claims of `lab/experiment` do not hold. */
export function testBreaks(name: string, cases: BreakCase[]): void {
  // Side by side: a run is mostly waiting.
  suite(`${name}, broken on purpose`, { concurrency: 2 }, () => {
    for (const { what, claims, breaks, parameters } of cases) {
      test(`${what}: ${claims.join(' and ')} ${claims.length === 1 ? 'does' : 'do'} not hold`, async () => {
        const verdicts = await judgeBroken({ name, breaks, ...(parameters && { parameters }) });
        const broken = verdicts.filter(({ holds }) => !holds).map(({ id }) => id);
        const missing = claims.filter((id) => !broken.includes(id));
        assert.deepEqual(missing, [], `does not hold: ${broken.join(', ') || 'none'}`);
      });
    }
  });
}
