import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  // Nothing listens there.
  control: { url: 'http://127.0.0.1:1', token: 'x' },
  endpoints: { dynamodb: 'http://127.0.0.1:2', sqs: 'http://127.0.0.1:3' },
});

/** Looks in a folder where every lab answers. */
const find = (folder: string, env: NodeJS.ProcessEnv = {}) =>
  findKept({ folder, env, isThere: async () => true });

test('the only lab that runs is found without being named', async (t) => {
  const folder = emptyFolder(t);
  writeKept(kept('two-paths'), folder);
  assert.equal((await find(folder)).lab, 'two-paths');
});

test('of several labs, a terminal finds the one whose addresses it has', async (t) => {
  const folder = emptyFolder(t);
  const file = writeKept(kept('two-paths'), folder);
  writeKept(kept('queued-api'), folder);
  await assert.rejects(find(folder), /Several labs are running/);
  assert.equal((await find(folder, { [keptVariable]: file })).lab, 'two-paths');
});

test('word of a lab whose process is gone is taken away, and what lies beside it', async (t) => {
  const folder = emptyFolder(t);
  const { pid } = spawnSync(process.execPath, ['--version']);
  const file = writeKept(kept('two-paths', pid), folder);
  writeFileSync(file.replace(/json$/, 'sh'), 'export KEPT_LAB=');
  await assert.rejects(find(folder), /No lab is running/);
  assert.deepEqual([file, file.replace(/json$/, 'sh')].map(existsSync), [false, false]);
  await assert.rejects(find(folder, { [keptVariable]: file }), /not running any more/);
});

test('another process with the number of one that is gone is no lab: it is asked', async (t) => {
  const folder = emptyFolder(t);
  const file = writeKept(kept('two-paths'), folder);
  await assert.rejects(findKept({ folder, env: {} }), /No lab is running/);
  assert.equal(existsSync(file), false);
});

test('a file that is no word of a lab stays as it is, in the folder or named', async (t) => {
  const folder = emptyFolder(t);
  const texts = { 'notes.json': '{"mine":true}', 'half.json': '{"lab":"two-pa', 'empty.json': '' };
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  await assert.rejects(find(folder), /No lab is running/);
  for (const [name, text] of Object.entries(texts)) {
    await assert.rejects(find(folder, { [keptVariable]: join(folder, name) }), /not running any more/);
    assert.equal(readFileSync(join(folder, name), 'utf8'), text);
  }
});
