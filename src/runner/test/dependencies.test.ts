import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Dependencies } from './dependencies.ts';

/** Whether a file of a project of these files is affected by a change. */
function affects(t: TestContext, files: Record<string, string>) {
  const root = mkdtempSync(join(tmpdir(), 'a project für '));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return (file: string, changed: string) => new Dependencies(root).isAffected(file, new Set([changed]));
}

test('imports are followed, however they are written, circles too', (t) => {
  const isAffected = affects(t, {
    'src/a.test.ts': "import { b } from './b.ts';",
    'src/b.ts': "export const b = () => import('#content/c.ts');",
    'src/content/c.ts': "import '../b.ts'; new Worker(new URL('./thread.ts', import.meta.url));",
    'src/content/thread.ts': '',
    'src/other.ts': '',
  });
  for (const changed of ['src/a.test.ts', 'src/b.ts', 'src/content/c.ts', 'src/content/thread.ts'])
    assert.ok(isAffected('src/a.test.ts', changed), changed);
  assert.ok(!isAffected('src/a.test.ts', 'src/other.ts'));
});

test('a file or folder that is named as data is depended on', (t) => {
  const isAffected = affects(t, {
    'src/a.test.ts': "read('labs/one/stack.ts'); join(import.meta.dirname, 'program.ts'); read('../docs');",
    'src/b.test.ts': 'read(project.labs);',
    'src/program.ts': '',
    'labs/one/stack.ts': '',
    'docs/page.mdx': '',
  });
  for (const changed of ['labs/one/stack.ts', 'src/program.ts', 'docs/page.mdx'])
    assert.ok(isAffected('src/a.test.ts', changed), changed);
  assert.ok(!isAffected('src/a.test.ts', 'labs/two/stack.ts'));
  assert.ok(isAffected('src/b.test.ts', 'labs/two/stack.ts'));
});

test('a test in a lab depends on all of its lab, and on no other', (t) => {
  const isAffected = affects(t, { 'labs/one/run.broken.test.ts': '', 'labs/one/handlers/a.ts': '' });
  assert.ok(isAffected('labs/one/run.broken.test.ts', 'labs/one/handlers/a.ts'));
  assert.ok(!isAffected('labs/one/run.broken.test.ts', 'labs/two/handlers/a.ts'));
});

test('a file that is gone affects those that still name its folder', (t) => {
  const isAffected = affects(t, { 'src/a.test.ts': "read('labs/one');", 'labs/one/b.ts': '' });
  assert.ok(isAffected('src/a.test.ts', 'labs/one/gone.ts'));
});
