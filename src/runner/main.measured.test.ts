/*
 * What a user sees of a run, from outside. `npm test` runs an experiment of seconds, `npm run test:runs` more of them.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { suite, test } from 'node:test';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { evidenceSchema } from '#content/evidence.ts';
import { project } from './project.ts';
import { callRunner } from './testing/call-runner.ts';
import { comparedRuns, recorded, sayNotJudged, verdictsBeside } from './testing/compared-runs.ts';

for (const experiment of comparedRuns) {
  suite(experiment, { concurrency: 1 }, () => {
    test('--json: one document on stdout, everything else on stderr, the verdicts of the committed evidence; the exit code says whether all were judged', async (t) => {
      const call = callRunner('lab', experiment, '--yes', '--json', '--seed', '5');
      const code = await call.ended;
      const evidence = v.parse(evidenceSchema, JSON.parse(call.stdout()));
      const committed = recorded(experiment);
      assert.equal(evidence.seed, 5);
      sayNotJudged(evidence, t);
      const { own, others } = verdictsBeside(evidence, committed);
      assert.deepEqual(own, others);
      const judged = evidence.claims.every(({ holds }) => holds !== null);
      assert.equal(code, judged ? 0 : 3, call.stderr());
      const names = committed.variants.map(({ name }) => name);
      assert.deepEqual(
        evidence.variants.map(({ name }) => name),
        names,
      );
      assert.deepEqual(
        evidence.traces.map(({ variant }) => variant),
        names,
      );
      assert.match(call.stderr(), /What it shows/, 'the walk through the run goes beside it');
      assert.match(call.stderr(), judged ? /Every claim holds/ : /claims could not be judged/);
    });

    test('in the terminal: what will be deployed, what was measured, and every claim with its reach', async (t) => {
      const { question, claims, variants } = recorded(experiment);
      const stdout = await typed(experiment);
      const oneLine = stdout.replace(/\s+/g, ' ');
      for (const part of [question, 'What will be deployed', 'Measured:', 'Next:'])
        assert.ok(oneLine.includes(part), part);
      for (const { label } of variants) assert.ok(oneLine.includes(label), label);
      assert.match(oneLine, /Every claim holds\.|claims could not be judged: this machine was too busy\./);
      for (const { id, statement, notShown } of claims) {
        const open = `– not judged: this machine was too busy ${id}`;
        if (oneLine.includes(open)) t.diagnostic(`${id} was not judged: this machine was too busy`);
        assert.match(oneLine, new RegExp(`(✓ holds|– not judged: this machine was too busy) ${id}`));
        assert.ok(oneLine.includes(statement), statement);
        assert.ok(oneLine.includes(notShown), notShown);
      }
      // No terminal here: no colour, no cursor that moves.
      assert.equal(stdout.includes('\u001b'), false);
    });
  });
}

/** What a user who types `npm run lab` reads. Rejects when it ends as a failure, which too busy a machine is not. */
async function typed(experiment: string): Promise<string> {
  const args = ['run', '--silent', 'lab', experiment, '--', '--yes'];
  const { stdout } = await promisify(execFile)('npm', args, {
    cwd: project.root,
    maxBuffer: 2 ** 24,
  }).catch((error) => {
    if (error.code === 3) return error;
    throw error;
  });
  return stdout;
}
