import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assemble } from '../../assembly.ts';
import { findLabs } from '../../labs.ts';
import { forgetRuns } from '../run-store.ts';
import { runTag } from './run-name.ts';
import { cleanUp, present } from './testing/after-run.ts';
import { fillBucket } from './testing/cloud-behind.ts';
import { type Failure, labsWithProbe, runProbe } from './testing/run-probe.ts';
import { startStandInAws } from './testing/stand-in-aws.ts';
import { failures, notNeeded, steps } from './testing/steps.ts';
import { loadToolkit } from './toolkit.ts';

/*
 * Each step of a run on AWS × each way in which it can fail, with AWS's own deployment kit against a stand-in, each run in a
 * process of its own. Whatever happens: afterwards nothing is left, or it is named with a command; and `--clean aws` then
 * leaves nothing. `npm run test:aws-target`; it takes minutes, and fetches the kit from the npm registry when it is not there.
 */

/** Runs that go on at the same time: much of each is waiting. */
const beside = 3;

let labs = '';
const removals: (() => void)[] = [];
before(async () => {
  labs = labsWithProbe((work) => removals.push(work));
  // What all of them need, once.
  const [lab] = findLabs(labs);
  assert.ok(lab);
  await assemble(lab);
  await loadToolkit(new AbortController().signal);
});
after(() => {
  for (const each of removals) each();
  forgetRuns({ lab: 'aws-probe' });
});

test('a run that goes well leaves nothing, and looks for it', async (t) => {
  const aws = await startStandInAws();
  t.after(() => aws.close());
  const { code, said, kept } = await runProbe(t, aws, labs);
  assert.ok(code === 0 || code === 3, said);
  assert.deepEqual(kept, [], 'the kit writes down whose account an access key is of');
  assert.match(said, /Account 000000000000, Region us-east-1/);
  assert.match(said, /Verified: nothing with the tag 200-or-202-run=\w+ is left/);
  assert.match(said, /side by side/);
  assert.match(said, /Left out on AWS[\s\S]*Not measured: invocations \(invocations\)/);
  assert.match(said, /it-answers: (carried over|not compared)[\s\S]*it-is-invoked-once: left out on AWS/);
  assert.doesNotMatch(said, /AKIATEST|neverprinted/);
  assert.deepEqual(await present(aws), []);
  assert.ok(
    aws.calls.includes('cloudformation ExecuteChangeSet') && aws.calls.includes('logs DeleteLogGroup'),
  );
});

describe('each step × each failure', { concurrency: beside }, () => {
  for (const [step, call] of Object.entries(steps))
    for (const [what, failure] of Object.entries(failures))
      test(`${step}: ${what}`, async (t) => {
        const aws = await startStandInAws();
        t.after(() => aws.close());
        const { code, said } = await runProbe(t, aws, labs, { call, failure });
        assert.ok(aws.calls.includes(call), `the run never came to ${call}:\n${said}`);
        const left = await present(aws);
        t.diagnostic(`exit code ${code}, left: ${left.join(', ') || 'nothing'}`);
        if (failure !== 'killed') {
          assert.ok(expectedCodes(call, failure).includes(code ?? -1), `exit code ${code}:\n${said}`);
          assert.doesNotMatch(said, /\n\s+at /, 'no error of ours');
          assert.doesNotMatch(said, /AKIATEST|neverprinted/);
          if (left.length > 0) assert.match(said, /npm run lab -- --clean aws --region us-east-1/);
          if (failure === 'interrupted') assert.deepEqual(left, [], said);
        }
        await cleanUp(aws);
        assert.deepEqual(await present(aws), []);
      });
});

function expectedCodes(call: string, failure: Failure): number[] {
  // What ends the run is not broken off: its result is there already.
  if (failure === 'interrupted') return /Delete|GetResources/.test(call) ? [0, 1, 3, 130] : [1, 130];
  return notNeeded.includes(call) && failure !== 'gone' ? [0, 1, 3] : [1];
}

test('an account that is not bootstrapped is told so, and how', async (t) => {
  const aws = await startStandInAws({ bootstrapped: false });
  t.after(() => aws.close());
  const { code, said } = await runProbe(t, aws, labs);
  assert.equal(code, 1);
  assert.match(
    said,
    /not bootstrapped for CDK in us-east-1[\s\S]*npx cdk bootstrap aws:\/\/000000000000\/us-east-1/,
  );
  assert.ok(!aws.calls.some((each) => each.startsWith('cloudformation')));
});

test('a resource that cannot be created is named with its reason, and what was created before is gone', async (t) => {
  const aws = await startStandInAws();
  t.after(() => aws.close());
  aws.breakCreation();
  const { code, said } = await runProbe(t, aws, labs);
  assert.equal(code, 1);
  assert.match(said, /could not be created[\s\S]*AWS::Lambda::Function\): /);
  assert.deepEqual(await present(aws), []);
});

test('a bucket that is not empty keeps its stack: it is named, and the next command empties it', async (t) => {
  const aws = await startStandInAws();
  t.after(() => aws.close());
  await fillBucket(aws.endpoint, 'full');
  aws.ownBucket = 'full';
  const { code, said } = await runProbe(t, aws, labs);
  assert.equal(code, 1);
  assert.match(said, /there is left in us-east-1[\s\S]*DELETE_FAILED[\s\S]*AWS::S3::Bucket\): .*not empty/);
  assert.match(said, /delete-stack --stack-name lab202-/);
  await cleanUp(aws);
  assert.deepEqual(await present(aws), []);
});

test('a table that its stack keeps is found by its tag, named with a command, and removed by the next one', async (t) => {
  const aws = await startStandInAws();
  t.after(() => aws.close());
  aws.retain = 'Kept';
  const { code, said } = await runProbe(t, aws, labs);
  assert.equal(code, 1);
  assert.match(
    said,
    /dynamodb table Kept\n\s+aws dynamodb delete-table --table-name Kept --region us-east-1/,
  );
  assert.match(await cleanUp(aws), new RegExp(`Removed|${runTag}`));
  assert.deepEqual(await present(aws), []);
});

test('a run that would cost more than its budget is refused, with nothing created', async (t) => {
  const aws = await startStandInAws();
  t.after(() => aws.close());
  const { code, said } = await runProbe(t, aws, labs, undefined, '0');
  assert.equal(code, 1);
  assert.match(said, /would cost about \$0\.\d+, and --budget allows \$0/);
  assert.ok(!aws.calls.some((each) => each.startsWith('cloudformation Create')));
});
