import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { synthesizeTogether } from '../assembly/synthesize-together.ts';
import { assemble, type Context, readTemplate } from '../assembly.ts';
import { readOnAws } from '../lab/aws/part-on-aws.ts';
import { refuseUnpriced } from '../lab/aws/priced-types.ts';
import { findExperiments, findLabs, type Lab, loadExperiment } from '../labs.ts';
import { createLab } from '../new-lab.ts';
import { project } from '../project.ts';
import type { Finding } from './finding.ts';
import { checkSettings, checkStacks } from './stacks.ts';

/** Changes of the stack of a new lab, by its name. All are checked at once: making CDK's validator ready takes seconds. */
const changes: Record<string, [from: string, to: string]> = {
  right: ['', ''],
  wrong: ['environment:', 'memorySize: 64,\n      environment:'],
  named: ['environment: {', "environment: { QUEUE: 'http://127.0.0.1/123456789012/Orders',"],
  fixed: ['super(scope, id)', "super(scope, id, { env: { account: '123456789012', region: 'eu-west-1' } })"],
};

suite('stacks with something wrong, checked together', () => {
  let labs: string;
  let findings: Finding[];

  before(async () => {
    const parent = join(project.cache, 'checked-labs');
    mkdirSync(parent, { recursive: true });
    labs = mkdtempSync(join(parent, 'validated-'));
    for (const [name, [from, to]] of Object.entries(changes)) {
      createLab(labs, name);
      const text = readFileSync(stackOf(name), 'utf8');
      assert.ok(text.includes(from));
      writeFileSync(stackOf(name), text.replace(from, to));
    }
    findings = await checkStacks({ ...project, labs }, new AbortController().signal);
  });

  after(() => rmSync(labs, { recursive: true, force: true }));

  const stackOf = (name: string) => join(labs, name, 'stack.ts');
  const foundIn = (name: string) => findings.filter(({ where }) => where === stackOf(name));

  test("CDK's validator finds what AWS would refuse, and says in which lab", () => {
    const [finding, ...others] = foundIn('wrong');
    assert.match(finding?.problem ?? '', /MemorySize/);
    assert.deepEqual(others, []);
    assert.deepEqual(foundIn('right'), []);
    assert.equal(readdirSync(join(labs, 'wrong')).includes('cdk.out'), false);
  });

  test('a stack that names a Region, an account or a local address is bound to it', () => {
    const [account, address, ...others] = foundIn('named');
    assert.match(account?.problem ?? '', /the account 123456789012: Resources\.\w+\.Properties\.Environment/);
    assert.match(address?.problem ?? '', /the local address 127\.0\.0\.1/);
    assert.deepEqual(others, []);
  });

  test('a stack with an env of its own goes nowhere else', () => {
    const [finding] = foundIn('fixed');
    assert.match(finding?.problem ?? '', /bound to aws:\/\/123456789012\/eu-west-1/);
    assert.match(finding?.remedy ?? '', /Leave `env` out/);
  });

  test('each finding is of the lab that has it', () => {
    const wheres = new Set(findings.map(({ where }) => where));
    assert.deepEqual(wheres, new Set(['wrong', 'named', 'fixed'].map(stackOf)));
  });
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

test('what its lab lets run on AWS is made of what has a price, with the settings of each variant', {
  skip: process.env.STACKS !== 'all',
}, async () => {
  const wanted: { lab: Lab; context: Context; name: string }[] = [];
  for (const lab of findLabs(project.labs)) {
    const said = readOnAws(lab);
    for (const file of findExperiments(project.labs, lab.name)) {
      if ('refused' in (said[file.name] ?? {})) continue;
      for (const [variant, { context = {} }] of Object.entries((await loadExperiment(file)).variants))
        wanted.push({ lab, context, name: `${lab.name}/${file.name}, ${variant}` });
    }
  }
  await synthesizeTogether(wanted, new AbortController().signal);
  for (const { lab, context, name } of wanted) {
    const template = await readTemplate((await assemble(lab, context)).folder);
    assert.doesNotThrow(() => refuseUnpriced([template]), name);
  }
});
