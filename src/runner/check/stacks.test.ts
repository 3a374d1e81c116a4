import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Context } from '../assembly.ts';
import { findExperiments, findLabs, type Lab, loadExperiment } from '../labs.ts';
import { createLab } from '../new-lab.ts';
import { project } from '../project.ts';
import { checkSettings, checkStacks } from './stacks.ts';

/** A folder with new labs, and what to replace in the stack of one. */
function labsWith(t: TestContext, names: string[], [from, to]: [from: string, to: string]) {
  const parent = join(project.cache, 'checked-labs');
  mkdirSync(parent, { recursive: true });
  const labs = mkdtempSync(join(parent, 'validated-'));
  t.after(() => rmSync(labs, { recursive: true, force: true }));
  for (const name of names) createLab(labs, name);
  const stack = join(labs, names.at(-1) ?? '', 'stack.ts');
  const text = readFileSync(stack, 'utf8');
  assert.ok(text.includes(from));
  writeFileSync(stack, text.replace(from, to));
  return { labs, stack };
}

const findingsIn = (labs: string) => checkStacks({ ...project, labs }, new AbortController().signal);

test("CDK's validator finds what AWS would refuse, and says in which lab", async (t) => {
  const { labs, stack } = labsWith(
    t,
    ['right', 'wrong'],
    ['environment:', 'memorySize: 64,\n      environment:'],
  );
  const findings = await findingsIn(labs);
  assert.equal(findings.length, 1);
  assert.equal(findings[0]?.where, stack);
  assert.match(findings[0]?.problem ?? '', /MemorySize/);
  assert.equal(readdirSync(join(labs, 'wrong')).includes('cdk.out'), false);
});

test('a stack that names a Region, an account or a local address is bound to it', async (t) => {
  const { labs, stack } = labsWith(
    t,
    ['bound'],
    ['environment: {', "environment: { QUEUE: 'http://127.0.0.1/123456789012/Orders',"],
  );
  const findings = await findingsIn(labs);
  assert.deepEqual(
    findings.map(({ where }) => where),
    [stack, stack],
  );
  assert.match(
    findings[0]?.problem ?? '',
    /the account 123456789012: Resources\.\w+\.Properties\.Environment/,
  );
  assert.match(findings[1]?.problem ?? '', /the local address 127\.0\.0\.1/);
});

test('a stack with an env of its own goes nowhere else', async (t) => {
  const { labs } = labsWith(
    t,
    ['bound'],
    ['super(scope, id)', "super(scope, id, { env: { account: '123456789012', region: 'eu-west-1' } })"],
  );
  const [finding] = await findingsIn(labs);
  assert.match(finding?.problem ?? '', /bound to aws:\/\/123456789012\/eu-west-1/);
  assert.match(finding?.remedy ?? '', /Leave `env` out/);
});

/** `STACKS=all` (`npm run test:every-stack`) takes minutes: each setting is synthesized for itself. */
test('every stack with the settings of every experiment', {
  skip: process.env.STACKS !== 'all',
}, async () => {
  const wanted = new Map<string, { lab: Lab; context: Context }>();
  for (const lab of findLabs(project.labs))
    for (const file of findExperiments(project.labs, lab.name))
      for (const { context = {} } of Object.values((await loadExperiment(file)).variants))
        wanted.set(`${lab.name} ${JSON.stringify(Object.entries(context).sort())}`, { lab, context });
  assert.ok(wanted.size > 100);
  assert.deepEqual(await checkSettings([...wanted.values()], new AbortController().signal), []);
});
