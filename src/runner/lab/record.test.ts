import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import * as v from 'valibot';
import { evidenceSchema } from '#content/evidence.ts';
import { NotJudged } from '../call-error.ts';
import { evidence } from '../evidence/testing.ts';
import { recordEvidence } from './record.ts';

const file = {
  lab: { name: 'small', folder: '/labs/small', experiments: ['first-look'] },
  name: 'first-look',
  path: '/labs/small/experiments/first-look.ts',
};

function temporaryFile(t: { after(fn: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), 'record-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return join(folder, 'evidence/first-look.local.json');
}

test('what was judged is recorded, whichever way it came out', (t) => {
  const path = temporaryFile(t);
  for (const holds of [true, false]) {
    recordEvidence(file, evidence({ holds }), path);
    const recorded = v.parse(evidenceSchema, JSON.parse(readFileSync(path, 'utf8')));
    assert.equal(recorded.claims[0]?.holds, holds);
  }
});

test('what could not be judged is not: which claim, why, and what to do; an older recording stays', (t) => {
  const path = temporaryFile(t);
  const refused = (error: unknown) => {
    assert.ok(error instanceof NotJudged);
    assert.match(
      error.problem,
      /small\/first-look is not recorded: sooner could not be judged\. because of the numbers/,
    );
    assert.match(error.remedy, /npm run lab small\/first-look -- --yes --record/);
    return true;
  };
  assert.throws(() => recordEvidence(file, evidence({ holds: null }), path), refused);
  assert.equal(existsSync(path), false);
  recordEvidence(file, evidence(), path);
  const before = readFileSync(path, 'utf8');
  assert.throws(() => recordEvidence(file, evidence({ holds: null }), path), refused);
  assert.equal(readFileSync(path, 'utf8'), before);
});
