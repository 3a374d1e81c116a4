import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readOrSetAside, replaceFile } from './kept-files.ts';
import { asFileTrouble } from './system-error.ts';

function emptyFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'kept-files-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('a text takes the place of another one, for its owner alone where that is asked for, and nothing lies beside it', (t) => {
  const folder = emptyFolder(t);
  const path = join(folder, 'below/state.json');
  for (const text of ['old', 'new']) replaceFile(path, text, 0o600);
  assert.equal(readFileSync(path, 'utf8'), 'new');
  if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(join(folder, 'below')), ['state.json']);
});

test('what cannot be put in its place leaves nothing behind, and is told in two parts', (t) => {
  const folder = emptyFolder(t);
  const path = join(folder, 'state.json');
  // A folder in its place: no file can be renamed over it.
  mkdirSync(join(path, 'full'), { recursive: true });
  assert.throws(
    () => replaceFile(path, 'new'),
    (error: Error) => asFileTrouble(error)?.problem.includes(path),
  );
  assert.deepEqual(readdirSync(folder), ['state.json']);
});

test('none is none; what is broken is set aside; what cannot be read is told with its path', (t) => {
  const folder = emptyFolder(t);
  const path = join(folder, 'state.json');
  const aside: string[] = [];
  const read = (file: string) => readOrSetAside<number>(file, JSON.parse, (each) => aside.push(each));
  assert.equal(read(path), undefined);
  writeFileSync(path, '7');
  assert.equal(read(path), 7);
  assert.deepEqual(aside, []);
  writeFileSync(path, '{"cut');
  assert.equal(read(path), undefined);
  assert.deepEqual([aside, readFileSync(`${path}.broken`, 'utf8')], [[`${path}.broken`], '{"cut']);
  for (const file of [folder, join(`${path}.broken`, 'below')])
    assert.throws(
      () => read(file),
      (error: Error) => asFileTrouble(error)?.problem.includes(file),
    );
});
