import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CallError } from './call-error.ts';
import { checkLabs } from './check/labs.ts';
import { findLabs } from './labs.ts';
import { createLab } from './new-lab.ts';
import { project } from './project.ts';
import { judge } from './testing/broken-lab.ts';
import { followGuide } from './testing/follow-guide.ts';

function temporaryLabs(t: { after(fn: () => void): void }): string {
  // Below the project, so that the lab finds its packages.
  const parent = join(project.cache, 'new-labs');
  mkdirSync(parent, { recursive: true });
  const labs = mkdtempSync(join(parent, 'labs-'));
  t.after(() => rmSync(labs, { recursive: true }));
  return labs;
}

test('a new lab is whole, carries its name, deploys and runs, and its claim is not false', async (t) => {
  const labs = temporaryLabs(t);
  createLab(labs, 'tell-me-when');
  assert.deepEqual(checkLabs({ ...project, labs }), []);
  assert.match(readFileSync(join(labs, 'tell-me-when/stack.ts'), 'utf8'), /class TellMeWhen extends Stack/);
  assert.match(readFileSync(join(labs, 'tell-me-when/README.md'), 'utf8'), /npm run lab tell-me-when/);
  const claims = await judge(labs, 'tell-me-when/first-look');
  assert.deepEqual(
    claims.filter(({ holds }) => holds === false),
    [],
  );
  for (const { id, because } of claims.filter(({ holds }) => holds === null)) {
    t.diagnostic(`${id} was not judged: ${because}`);
  }
});

test('the guide of a new lab can be followed as it is', async (t) => {
  const labs = temporaryLabs(t);
  createLab(labs, 'tell-me-when');
  const [lab] = findLabs(labs);
  assert.deepEqual(lab && (await followGuide(lab)), []);
});

test('refuses a name that is taken, or is none', (t) => {
  const labs = temporaryLabs(t);
  createLab(labs, 'mine');
  assert.throws(() => createLab(labs, 'mine'), CallError);
  for (const name of ['Mine', 'my_lab', '../mine', 'my lab', '-mine', 'mine-', '', 'look', 'repair']) {
    assert.throws(() => createLab(labs, name), CallError, name);
  }
});
