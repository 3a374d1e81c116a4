import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Interrupted, LeftBehind } from '../../call-error.ts';
import { cleanUp, present } from './testing/after-run.ts';
import { fillBucket } from './testing/cloud-behind.ts';
import { shortRun } from './testing/short-run.ts';
import { smallAssembly } from './testing/small-assembly.ts';
import { type StandInAws, startStandInAws } from './testing/stand-in-aws.ts';
import { failures, notNeeded, steps } from './testing/steps.ts';

/*
 * Each step of a run on AWS × each way in which it can fail, and what is left afterwards: nothing, or it is named and one
 * command removes it. Here with what asks the same as AWS's deployment kit, and two of the ways for each step, in turn. All of
 * them, and with the kit, in processes of their own: `npm run test:aws-target`.
 */
const isWhole = process.env.AWS_TARGET === 'all';

/** Steps with their calls, each with the ways in which it fails here. */
const struck = (all: Record<string, string>, ways: readonly string[], inTurn: number) =>
  Object.entries(all).flatMap(([step, call], row) =>
    ways
      .filter((_, column) => isWhole || (column + 2 * row) % ways.length < inTurn)
      .map((what) => ({ name: `${step}: ${what}`, call, failure: failures[what] ?? assert.fail(what) })),
  );

/** One account for all runs: each leaves it empty. */
async function account(t: TestContext): Promise<{ aws: StandInAws; assembly: string; home: string }> {
  const before = { ...process.env };
  const home = mkdtempSync(join(tmpdir(), 'cdk-home-'));
  process.env.CDK_HOME = home;
  const aws = await startStandInAws();
  t.after(async () => {
    process.env = before;
    rmSync(home, { recursive: true });
    await aws.close();
  });
  return { aws, assembly: smallAssembly((work) => t.after(work)), home };
}

/** What the learner is told: why, what to do, and when something is left the command that removes it. */
function assertTold(error: unknown, left: readonly string[]): void {
  assert.ok(error instanceof Error && 'problem' in error && 'remedy' in error, String(error));
  if (left.length === 0) return;
  assert.ok(error instanceof LeftBehind);
  assert.match(error.message, /npm run lab -- --clean aws --region us-east-1/);
}

test('a run that goes well leaves nothing, and looks for it', async (t) => {
  const { aws, assembly, home } = await account(t);
  const { error, said } = await shortRun(aws, assembly);
  assert.equal(error, undefined);
  assert.match(said, /Verified: nothing with the tag 200-or-202-run=\w+ is left in us-east-1/);
  for (const call of Object.values(steps)) assert.ok(aws.calls.includes(call), call);
  assert.deepEqual(await present(aws), []);
  assert.deepEqual(readdirSync(home), [], 'nothing of the credentials is kept');
});

test('whatever fails, and in whichever step: nothing is left, or it is named and removed by the next command', async (t) => {
  const { aws, assembly } = await account(t);
  for (const { name, call, failure } of struck(steps, Object.keys(failures), 2))
    await t.test(name, async (t) => {
      aws.calls.length = 0;
      const ended = await shortRun(aws, assembly, { call, failure });
      assert.ok(aws.calls.includes(call), `the run never came to ${call}:\n${ended.said}`);
      const left = await present(aws);
      t.diagnostic(`left: ${left.join(', ') || 'nothing'}`);
      if (failure === 'interrupted') {
        assert.ok(ended.error instanceof Interrupted, String(ended.error));
        assert.deepEqual(left, []);
      } else if (failure !== 'killed' && !(notNeeded.includes(call) && failure !== 'gone'))
        assertTold(ended.error, left);
      const said = await cleanUp(aws);
      for (const each of left) assert.ok(said.includes(each), `${each} is not among:\n${said}`);
      assert.deepEqual(await present(aws), []);
    });
});

const cleaning: Record<string, string> = {
  credentials: 'sts GetCallerIdentity',
  'the look at the stacks': 'cloudformation DescribeStacks',
  'the look at the tags': 'tagging GetResources',
  'the look at the log groups': 'logs DescribeLogGroups',
  'the deletion': 'cloudformation DeleteStack',
  'the log groups': 'logs DeleteLogGroup',
};

test('--clean aws that fails says so, and run once more it removes all that a killed run has left', async (t) => {
  const { aws, assembly } = await account(t);
  for (const { name, call, failure } of struck(cleaning, ['no permission', 'no network', 'Ctrl-C'], 1))
    await t.test(name, async () => {
      await shortRun(aws, assembly, { call: 'sqs ListQueues', failure: 'killed' });
      assert.equal((await present(aws)).length, 1);
      const error = await cleanUp(aws, { call, failure }).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (failure !== 'interrupted') assertTold(error, []);
      await cleanUp(aws);
      assert.deepEqual(await present(aws), []);
    });
});

test('a resource that cannot be created is named with its reason, and what was created before is gone', async (t) => {
  const { aws, assembly } = await account(t);
  aws.breakCreation();
  const { error } = await shortRun(aws, assembly);
  assert.match(String(error), /could not be created[\s\S]*Work \(AWS::Lambda::Function\): .*no-key\.zip/);
  assert.deepEqual(await present(aws), []);
});

test('a bucket that is not empty keeps its stack: both are named, and the next command empties the one and removes the other', async (t) => {
  const { aws, assembly } = await account(t);
  await fillBucket(aws.endpoint, 'full');
  aws.ownBucket = 'full';
  const { error } = await shortRun(aws, assembly);
  assert.match(String(error), /left in us-east-1[\s\S]*DELETE_FAILED[\s\S]*AWS::S3::Bucket\): .*not empty/);
  assert.match(String(error), /aws cloudformation delete-stack --stack-name lab202-/);
  await cleanUp(aws);
  assert.deepEqual(await present(aws), []);
});

test('a table that its stack keeps is found by its tag, named with a command, and removed by the next one', async (t) => {
  const { aws, assembly } = await account(t);
  aws.retain = 'Kept';
  const { error } = await shortRun(aws, assembly);
  assert.match(
    String(error),
    /dynamodb table Kept\n\s+aws dynamodb delete-table --table-name Kept --region us-east-1/,
  );
  await cleanUp(aws);
  assert.deepEqual(await present(aws), []);
});
