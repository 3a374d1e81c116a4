import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { evidenceSchema } from '#content/evidence.ts';
import { callRunner } from '../../testing/call-runner.ts';
import { recorded, runsAtAnEndpoint, sayNotJudged, verdictsBeside } from '../../testing/compared-runs.ts';

for (const experiment of runsAtAnEndpoint) {
  // main.measured.test.ts asks the same of a run here.
  test(`${experiment} at a cloud in another process comes to the verdicts that are recorded`, async (t) => {
    const cloud = callRunner('cloud', '--empty', '--json', '--quiet');
    t.after(() => cloud.interrupt());
    await cloud.written(/cloud-started/);
    const { endpoint } = JSON.parse(cloud.stdout());

    const there = callRunner('lab', experiment, '--yes', '--json', '--target', `endpoint=${endpoint}`);
    assert.ok([0, 3].includes((await there.ended) ?? 1), there.stderr());
    assert.match(there.stderr(), new RegExp(`What will be deployed, at ${endpoint}`));
    const evidence = v.parse(evidenceSchema, JSON.parse(there.stdout()));
    assert.equal(evidence.target, 'endpoint');
    const { own, others } = verdictsBeside(evidence, recorded(experiment));
    sayNotJudged(evidence, t);
    assert.deepEqual(own, others);
    cloud.interrupt();
    assert.equal(await cloud.ended, 130);
  });
}
