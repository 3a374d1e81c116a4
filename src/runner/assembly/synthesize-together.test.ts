import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { assemblyFolder, type Context, readTemplate, synthesize } from '../assembly.ts';
import type { Lab } from '../labs.ts';
import { createLab } from '../new-lab.ts';
import { project } from '../project.ts';
import { synthesizeTogether } from './synthesize-together.ts';

test('stacks of one process are those of a process each; what does not synthesize is left out, and keeps no other back', async (t) => {
  const parent = join(project.cache, 'checked-labs');
  mkdirSync(parent, { recursive: true });
  const labs = mkdtempSync(join(parent, 'together-'));
  const labOf = (name: string): Lab => ({ name, folder: join(labs, name), experiments: [] });
  for (const name of ['first', 'throws', 'last']) createLab(labs, name);
  writeFileSync(join(labs, 'throws/stack.ts'), "throw new Error('no such construct');");
  writeFileSync(
    join(labs, 'last/stack.ts'),
    `import { App, CfnOutput, Stack } from 'aws-cdk-lib/core';
     const stack = new Stack(new App(), 'Last');
     new CfnOutput(stack, 'Setting', { value: String(stack.node.tryGetContext('setting')) });`,
  );
  const wanted: { lab: Lab; context: Context }[] = [
    { lab: labOf('first'), context: {} },
    { lab: labOf('throws'), context: {} },
    { lab: labOf('last'), context: {} },
    // The same stack with another setting.
    { lab: labOf('last'), context: { setting: 7 } },
  ];
  const folders = wanted.map(({ lab, context }) => assemblyFolder(lab, context));
  t.after(() => {
    for (const each of [labs, ...folders]) rmSync(each, { recursive: true, force: true });
  });

  await synthesizeTogether(wanted, new AbortController().signal);
  assert.deepEqual(folders.map(existsSync), [true, false, true, true]);
  for (const [index, { lab, context }] of wanted.entries()) {
    if (lab.name === 'throws') continue;
    const alone = join(labs, `alone ${index}`);
    await synthesize(lab, alone, { context });
    assert.deepEqual(await readTemplate(folders[index] ?? ''), await readTemplate(alone));
  }
  assert.match(JSON.stringify(await readTemplate(folders[3] ?? '')), /"Setting":\{"Value":"7"\}/);
  const drafts = readdirSync(dirname(folders[0] ?? '')).filter((name) =>
    folders.some((folder) => name.startsWith(`${basename(folder)}.`)),
  );
  assert.deepEqual(drafts, []);
});
