import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { evidenceSchema } from '#content/evidence.ts';
import { callRunner } from '../../testing/call-runner.ts';

/** Claims of the same kind, whichever way they came out: what a busy machine left open says nothing. */
const verdicts = (json: string) =>
  v.parse(evidenceSchema, JSON.parse(json)).claims.map(({ id, holds }) => ({ id, holds }));

test('two-paths at a cloud in another process comes to the verdicts that it comes to here', async (t) => {
  const cloud = callRunner('cloud', '--empty', '--json', '--quiet');
  t.after(() => cloud.interrupt());
  await cloud.written(/cloud-started/);
  const { endpoint } = JSON.parse(cloud.stdout());

  const there = callRunner(
    'lab',
    'two-paths/first-order',
    '--yes',
    '--json',
    '--target',
    `endpoint=${endpoint}`,
  );
  assert.ok([0, 3].includes((await there.ended) ?? 1), there.stderr());
  assert.match(there.stderr(), new RegExp(`What will be deployed, at ${endpoint}`));
  assert.equal(JSON.parse(there.stdout()).target, 'endpoint');
  const here = callRunner('lab', 'two-paths/first-order', '--yes', '--json');
  assert.ok([0, 3].includes((await here.ended) ?? 1), here.stderr());

  const judgedHere = verdicts(here.stdout()).filter(({ holds }) => holds !== null);
  const judgedThere = verdicts(there.stdout()).filter(({ holds }) => holds !== null);
  if (judgedHere.length === 0 || judgedThere.length === 0)
    t.diagnostic('This machine was too busy to judge: the verdicts were not compared.');
  const both = (own: typeof judgedHere, other: typeof judgedHere) =>
    own.filter(({ id }) => other.some((each) => each.id === id));
  assert.deepEqual(both(judgedThere, judgedHere), both(judgedHere, judgedThere));
  cloud.interrupt();
  assert.equal(await cloud.ended, 130);
});
