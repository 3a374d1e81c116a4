import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { evidenceSchema } from '#content/evidence.ts';
import { callRunner } from './testing/call-runner.ts';

test('--json: one document on stdout, everything else on stderr, no claim false; the exit code says whether all were judged', async () => {
  const call = callRunner('lab', 'two-paths/first-order', '--yes', '--json', '--seed', '5');
  const code = await call.ended;
  const evidence = v.parse(evidenceSchema, JSON.parse(call.stdout()));
  assert.equal(evidence.seed, 5);
  assert.deepEqual(
    evidence.claims.filter(({ holds }) => holds === false),
    [],
  );
  const judged = evidence.claims.every(({ holds }) => holds !== null);
  assert.equal(code, judged ? 0 : 3, call.stderr());
  assert.deepEqual(
    evidence.traces.map(({ variant }) => variant),
    ['sync', 'queued'],
  );
  assert.match(call.stderr(), judged ? /Every claim holds/ : /claims could not be judged/);
});
