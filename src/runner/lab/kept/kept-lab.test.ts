import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { findKept, type KeptLab, keptVariable, writeKept } from './kept-lab.ts';

function emptyFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

const kept = (lab: string, pid = process.pid): KeptLab => ({
  lab,
  pid,
  control: { url: 'http://127.0.0.1:1', token: 'x' },
  endpoints: { dynamodb: 'http://127.0.0.1:2', sqs: 'http://127.0.0.1:3' },
});

test('the only lab that runs is found without being named', (t) => {
  const folder = emptyFolder(t);
  writeKept(kept('two-paths'), folder);
  assert.equal(findKept(folder, {}).lab, 'two-paths');
});

test('of several labs, a terminal finds the one whose addresses it has', (t) => {
  const folder = emptyFolder(t);
  const file = writeKept(kept('two-paths'), folder);
  writeKept(kept('queued-api'), folder);
  assert.throws(() => findKept(folder, {}), /Several labs are running/);
  assert.equal(findKept(folder, { [keptVariable]: file }).lab, 'two-paths');
});

test('word of a lab whose process is gone is taken away', (t) => {
  const folder = emptyFolder(t);
  const { pid } = spawnSync(process.execPath, ['--version']);
  const file = writeKept(kept('two-paths', pid), folder);
  assert.throws(() => findKept(folder, {}), /No lab is running/);
  assert.equal(existsSync(file), false);
  assert.throws(() => findKept(folder, { [keptVariable]: file }), /not running any more/);
});
