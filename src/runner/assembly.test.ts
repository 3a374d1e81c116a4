import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { assemble, assemblyFolder, synthesize } from './assembly.ts';
import { TwoPartError } from './call-error.ts';
import type { Lab } from './labs.ts';
import { createLab } from './new-lab.ts';
import { project } from './project.ts';

function temporary(t: TestContext, parent = tmpdir()): string {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'synthesis-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('a stack that throws is told with what it wrote and where to mend it', async (t) => {
  const folder = temporary(t);
  writeFileSync(join(folder, 'stack.ts'), "throw new Error('no such construct');");
  const lab: Lab = { name: 'broken', folder, experiments: [] };
  await assert.rejects(synthesize(lab, join(folder, 'out'), {}), (error) => {
    assert.ok(error instanceof TwoPartError);
    assert.match(error.problem, /lab broken does not synthesize[\s\S]*no such construct/);
    assert.match(error.remedy, /stack\.ts/);
    return true;
  });
});

test('two who want the same stack at the same time both get it, whole', async (t) => {
  const labs = temporary(t, join(project.cache, 'checked-labs'));
  createLab(labs, 'wanted-twice');
  const lab: Lab = { name: 'wanted-twice', folder: join(labs, 'wanted-twice'), experiments: [] };
  // A context of its own: no earlier run has made it.
  const context = { wanted: `${process.pid}-${Date.now()}` };
  // What lies there is not whole, as after somebody made room on the disk.
  mkdirSync(join(assemblyFolder(lab, context), 'asset.left'), { recursive: true });
  const [one, other] = await Promise.all([assemble(lab, context), assemble(lab, context)]);
  t.after(() => rmSync(one.folder, { recursive: true, force: true }));
  assert.equal(one.folder, other.folder);
  assert.ok(existsSync(join(one.folder, 'manifest.json')));
  const drafts = readdirSync(join(project.cache, 'assemblies')).filter((name) =>
    join(project.cache, 'assemblies', name).startsWith(`${one.folder}.`),
  );
  assert.deepEqual(drafts, []);
});

test('an abort ends the synthesis and everything that it started', async (t) => {
  const folder = temporary(t);
  writeFileSync(
    join(folder, 'stack.ts'),
    `import { spawn } from 'node:child_process';
     import { writeFileSync } from 'node:fs';
     const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
     writeFileSync(import.meta.dirname + '/started', String(child.pid));
     setInterval(() => {}, 1000);`,
  );
  const controller = new AbortController();
  const lab: Lab = { name: 'endless', folder, experiments: [] };
  const synthesis = synthesize(lab, join(folder, 'out'), { signal: controller.signal });
  synthesis.catch(() => undefined);
  const started = join(folder, 'started');
  while (!existsSync(started) || readFileSync(started, 'utf8') === '') await new Promise(setImmediate);
  controller.abort(new Error('stopped'));
  await assert.rejects(synthesis, /stopped/);
  const pid = Number(readFileSync(started, 'utf8'));
  while (isRunning(pid)) await new Promise(setImmediate);
});

/** A process that has ended but was not yet collected by its parent counts as ended. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
