import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareEvidence, type Difference } from './compare.ts';
import { evidence } from './testing.ts';

const recorded = evidence();

const same: [what: string, now: ReturnType<typeof evidence>][] = [
  ['nothing', evidence()],
  ['a machine that is five times slower in everything', evidence({ sync: 175, queued: 90 })],
  ['a ratio within the factor', evidence({ queued: 27 })],
  ['a count that varied when it was recorded', evidence({ refused: [3, 9, 5] })],
];
for (const [what, now] of same) {
  test(`${what} is no difference`, () => {
    assert.deepEqual(compareEvidence(recorded, now, 2), { claims: [], moved: [] });
  });
}

const different: [what: string, now: ReturnType<typeof evidence>, difference: Partial<Difference>][] = [
  [
    'a claim that does not hold any more',
    evidence({ holds: false }),
    { claims: [{ id: 'sooner', recorded: true, now: false, because: 'because of the numbers' }] },
  ],
  [
    'a claim that is gone',
    { ...evidence(), claims: [] },
    { claims: [{ id: 'sooner', recorded: true, now: undefined, because: undefined }] },
  ],
  [
    'a count that was always the same',
    evidence({ stored: [60, 59, 60] }),
    { moved: [{ kind: 'count', metric: 'stored', variant: 'sync', recorded: 60, now: 60 }] },
  ],
  [
    'a ratio beyond the factor',
    evidence({ queued: 70 }),
    {
      moved: [{ kind: 'ratio', metric: 'replyMsP50', variant: 'queued', to: 'sync', recorded: 0.5, now: 2 }],
    },
  ],
];
for (const [what, now, difference] of different) {
  test(`${what} is a difference`, () => {
    assert.deepEqual(compareEvidence(recorded, now, 2), { claims: [], moved: [], ...difference });
  });
}
