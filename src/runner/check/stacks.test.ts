import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createLab } from '../new-lab.ts';
import { project } from '../project.ts';
import { checkStacks } from './stacks.ts';

test("CDK's validator finds what AWS would refuse, and says in which lab", async (t) => {
  const parent = join(project.cache, 'checked-labs');
  mkdirSync(parent, { recursive: true });
  const labs = mkdtempSync(join(parent, 'validated-'));
  t.after(() => rmSync(labs, { recursive: true, force: true }));
  for (const name of ['right', 'wrong']) createLab(labs, name);
  const stack = join(labs, 'wrong/stack.ts');
  const memory = readFileSync(stack, 'utf8').replace('environment:', 'memorySize: 64,\n      environment:');
  writeFileSync(stack, memory);

  const findings = await checkStacks({ ...project, labs }, new AbortController().signal);
  assert.equal(findings.length, 1);
  assert.equal(findings[0]?.where, stack);
  assert.match(findings[0]?.problem ?? '', /MemorySize/);
  assert.equal(readdirSync(join(labs, 'wrong')).includes('cdk.out'), false);
});
