import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { findExperiments, loadExperiment } from '../../labs.ts';
import { project } from '../../project.ts';
import { plainScreen } from '../../terminal/plain-screen.ts';
import { type AwsRun, type AwsTools, awsPlace, awsTools } from './aws-place.ts';
import { cleanAws } from './clean.ts';
import { runOf, stackName } from './run-name.ts';
import { dropNote, isUnderWay, keepNote, notes } from './run-note.ts';
import { createTaggedStack } from './testing/cloud-behind.ts';
import { environmentOf, labsWithProbe } from './testing/run-probe.ts';
import { smallAssembly } from './testing/small-assembly.ts';
import { startStandInAws } from './testing/stand-in-aws.ts';

/* What is refused before anything is created. What fails afterwards: failure-matrix.test.ts. */

const before = { ...process.env };
after(() => {
  process.env = before;
});

/** The environment of somebody who has nothing but what is given here. */
function surroundings(given: Record<string, string>): void {
  const others = Object.entries(before).filter(([name]) => !name.startsWith('AWS_'));
  process.env = { ...Object.fromEntries(others), ...given };
}

async function prepare(
  name: string,
  given: { labs?: string; asked?: AwsRun; tools?: Partial<AwsTools> } = {},
): Promise<unknown> {
  const [file] = findExperiments(given.labs ?? project.labs, name);
  assert.ok(file);
  const experiment = await loadExperiment(file);
  const screen = { ...plainScreen(process.stderr), section: () => undefined };
  const place = awsPlace(
    { budget: 0.5, backoff: 1, ...given.asked },
    { screen, seed: 202, record: false },
    { ...awsTools, ...given.tools },
  );
  const { signal } = new AbortController();
  try {
    const part = place.partOf?.(file, experiment) ?? experiment;
    return await place.prepare(file, part, [{}], signal);
  } finally {
    await place.close();
  }
}

const standIn = async (t: TestContext, options?: Parameters<typeof startStandInAws>[0]) => {
  const aws = await startStandInAws(options);
  t.after(() => aws.close());
  surroundings(environmentOf(aws));
  return aws;
};

test('without credentials, without a Region or with one that is none, one is told what to do', async () => {
  const nothing = environmentOf({ endpoint: '' });
  surroundings({ ...nothing, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' });
  await assert.rejects(prepare('two-paths/first-order'), {
    name: 'TwoPartError',
    problem: /There are no AWS credentials/,
    remedy: /aws sso login.*--profile/,
  });
  await assert.rejects(prepare('two-paths/first-order', { asked: { profile: 'nobody' } }), {
    problem: /There are no AWS credentials of the profile nobody: /,
    remedy: /aws sso login.*--profile/,
  });
  surroundings({ ...nothing, AWS_REGION: '' });
  await assert.rejects(prepare('two-paths/first-order'), { problem: /in which Region/, remedy: /--region/ });
  surroundings({ ...nothing, AWS_REGION: 'frankfurt' });
  await assert.rejects(prepare('two-paths/first-order'), {
    problem: /frankfurt is not the name of a Region/,
  });
  surroundings({ ...nothing, AWS_REGION: 'cn-north-1' });
  await assert.rejects(prepare('two-paths/first-order'), { problem: /no prices are kept/ });
  surroundings({ ...nothing, AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:1' });
  await assert.rejects(prepare('two-paths/first-order'), {
    problem: /AWS_ENDPOINT_URL_SQS/,
    remedy: /Unset/,
  });
});

test('a Region that does not exist, or that the account has not enabled, is told of', async (t) => {
  surroundings({ ...environmentOf({ endpoint: '' }), AWS_REGION: 'eu-central-9' });
  const unknown = t.mock.method(globalThis, 'fetch', async () => {
    throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ENOTFOUND' } });
  });
  await assert.rejects(prepare('two-paths/first-order'), {
    problem: /^sts\.eu-central-9\.amazonaws\.com cannot be reached for sts GetCallerIdentity: ENOTFOUND/,
    remedy: /whether there is a Region of this name/,
  });
  assert.equal(unknown.mock.callCount(), 1, 'a name that nobody knows is not asked for again');
  unknown.mock.restore();
  const aws = await standIn(t);
  aws.strike = () => ({
    refuse: 'InvalidClientTokenId',
    message: 'The security token included in the request is invalid',
    status: 403,
  });
  await assert.rejects(prepare('two-paths/first-order'), {
    problem: /AWS does not take the credentials in us-east-1: InvalidClientTokenId/,
    remedy: /a Region that is not enabled in the account refuses them, too/,
  });
});

test('what needs a cloud of ours, or has no price, is refused before AWS is asked anything', async (t) => {
  surroundings({});
  await assert.rejects(prepare('message-retention/kept-too-long'), {
    problem: /kept-too-long does not run on AWS\. A day of retention takes a part of a second here/,
  });
  await assert.rejects(prepare('food-order/where-to-cut'), { problem: /are stand-ins on your machine/ });
  const more = { Watch: { Type: 'AWS::CloudWatch::Dashboard' } };
  const folder = smallAssembly((remove) => t.after(remove), more);
  const tools = { assemble: async () => ({ folder, cached: true }) };
  await assert.rejects(prepare('two-paths/first-order', { tools }), {
    problem: /no price is kept for\n {2}- AWS::CloudWatch::Dashboard$/,
  });
});

test('credentials that AWS does not take, and an account that is not bootstrapped, are told of', async (t) => {
  const aws = await standIn(t, { bootstrapped: false });
  await assert.rejects(prepare('two-paths/first-order'), {
    problem: /account 000000000000 is not bootstrapped for CDK in us-east-1/,
    remedy: /npx cdk bootstrap aws:\/\/000000000000\/us-east-1/,
  });
  aws.strike = () => ({
    refuse: 'ExpiredToken',
    message: 'The security token included in the request is expired',
  });
  await assert.rejects(prepare('two-paths/first-order'), {
    problem: /ExpiredToken/,
    remedy: /Sign in again/,
  });
});

test('a bootstrap stack that is older than the lab needs is told of, with both versions', async (t) => {
  await standIn(t, { bootstrapVersion: 5 });
  await assert.rejects(prepare('two-paths/first-order'), {
    problem: /account 000000000000, Region us-east-1, is of version 5, and the lab needs \d+/,
    remedy: /npx cdk bootstrap aws:\/\/000000000000\/us-east-1/,
  });
});

test('an experiment that breaks something on purpose is found out on this machine', async (t) => {
  const aws = await standIn(t);
  const labs = labsWithProbe((remove) => t.after(remove));
  rmSync(join(labs, 'aws-probe/on-aws.yaml'));
  await assert.rejects(prepare('aws-probe/first-look', { labs }), {
    problem: /aws-probe\/first-look breaks Hello on purpose \(slow\), and nobody can do that on AWS/,
    remedy: /npm run lab aws-probe\/first-look/,
  });
  assert.ok(
    aws.calls.every((each) => /GetCallerIdentity|GetParameter/.test(each)),
    aws.calls.join(),
  );
});

test('a run that would exceed the budget is refused, with nothing created', async (t) => {
  const aws = await standIn(t);
  const labs = labsWithProbe((remove) => t.after(remove));
  await assert.rejects(prepare('aws-probe/first-look', { labs, asked: { budget: 0 } }), {
    problem: /would cost about \$0\.0\d+, and --budget allows \$0/,
    remedy: /Nothing was created/,
  });
  assert.ok(
    aws.calls.every((each) => /GetCallerIdentity|GetParameter/.test(each)),
    aws.calls.join(),
  );
});

/** A copy of an assembly, as a run has one while it deploys. */
function copyOf(t: TestContext, name: string): string {
  const folder = join(project.cache, 'aws-assemblies', `${name}.copied`);
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'cdk-home'), { recursive: true });
  return folder;
}

test('--clean aws removes what a killed run left, and leaves alone what a run has that is going on', async (t) => {
  const aws = await standIn(t);
  const [dead, alive] = ['killed0001', 'goingon002'];
  for (const run of [dead, alive]) await createTaggedStack(aws.endpoint, stackName(run, 1, 'two-paths'), run);
  aws.logGroups.add(`/aws/lambda/${stackName(dead, 1, 'two-paths')}-Sync-1`);
  aws.logGroups.add('/aws/lambda/somebody-else');
  const note = { account: '000000000000', region: 'us-east-1', lab: 'two-paths' };
  keepNote({ ...note, run: alive, pid: process.pid });
  t.after(() => dropNote(alive));
  const copies = [dead, alive].map((run) => copyOf(t, stackName(run, 1, 'two-paths')));
  const said: string[] = [];
  const screen = {
    ...plainScreen(process.stderr),
    intro: () => undefined,
    section: (title: string, lines: string[] = []) => void said.push(title, ...lines),
    outro: (lines: string[]) => void said.push(...lines),
  };
  const { signal } = new AbortController();
  assert.equal(await cleanAws({}, { screen, yes: true, signal, poll: 20 }), 0);
  assert.match(said.join('\n'), /the stack lab202-killed0001-1-two-paths[\s\S]*Removed, and verified/);
  assert.deepEqual(await aws.stacks(), [stackName(alive, 1, 'two-paths')]);
  assert.deepEqual(copies.map(existsSync), [false, true], 'what the kit wrote on this machine');
  assert.deepEqual([...aws.logGroups], ['/aws/lambda/somebody-else']);
});

test('a note of a run is kept until it is dropped, and one that cannot be read is none', (t) => {
  const runs = mkdtempSync(join(tmpdir(), 'notes-'));
  t.after(() => rmSync(runs, { recursive: true, force: true }));
  assert.deepEqual(notes(runs), []);
  const note = { run: 'abcdefgh1', account: '1', region: 'eu-central-1', lab: 'two-paths', pid: 1 };
  keepNote(note, runs);
  assert.deepEqual(notes(runs), [note]);
  dropNote(note.run, runs);
  assert.deepEqual(notes(runs), []);
});

test('a run that has not been heard of is not under way, whoever has the number of its process', (t) => {
  const runs = mkdtempSync(join(tmpdir(), 'notes-'));
  t.after(() => rmSync(runs, { recursive: true, force: true }));
  const note = { run: 'abcdefgh1', account: '1', region: 'eu-central-1', lab: 'two-paths', pid: process.pid };
  keepNote(note, runs);
  assert.equal(isUnderWay(note, runs), true);
  const before = new Date(Date.now() - 120_000);
  utimesSync(join(runs, 'aws', `${note.run}.json`), before, before);
  assert.equal(isUnderWay(note, runs), false);
});

test('a run is found again in the names of its stacks and log groups, also where they were cut', () => {
  assert.equal(runOf('lab202-mx2ph0c8cf78-1-two-paths'), 'mx2ph0c8cf78');
  assert.equal(runOf('/aws/lambda/lab202-mx2ph0c8cf78-1-tw-SyncHandler-x'), 'mx2ph0c8cf78');
  assert.equal(runOf('/aws/lambda/laboratory-1'), undefined);
});
