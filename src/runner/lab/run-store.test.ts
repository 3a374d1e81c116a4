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
import { test } from 'node:test';
import type { Evidence } from '#content/evidence.ts';
import { parseResult } from '#content/parse-result.ts';
import type { ExperimentFile } from '../labs.ts';
import { whereYouAre } from './list.ts';
import { forgetRuns, type KeptRun, keepResult, keepRun, lastRun, resultPath } from './run-store.ts';

const file: ExperimentFile = {
  lab: { name: 'two-paths', folder: '/labs/two-paths', experiments: ['first-order'] },
  name: 'first-order',
  path: '/labs/two-paths/experiments/first-order.ts',
};
const run: KeptRun = {
  schemaVersion: 1,
  at: '2026-11-21T02:00:00.000Z',
  seed: 202,
  predicted: { 'first-done': 'sync' },
  claims: [
    { id: 'stored-exactly-once', holds: true },
    { id: 'reply-after-write', holds: null },
  ],
};
const evidence: Evidence = JSON.parse(readFileSync('labs/two-paths/evidence/first-order.local.json', 'utf8'));
const unexpected = (message: string) => assert.fail(message);

test('keeps the last run, and knows when there is none', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'runs-'));
  t.after(() => rmSync(folder, { recursive: true }));
  assert.equal(lastRun(file, unexpected, folder), undefined);
  keepRun(file, { ...run, seed: 1 }, folder);
  keepRun(file, run, folder);
  assert.deepEqual(lastRun(file, unexpected, folder), run);
});

test('what cannot be read is set aside with a message, and the next run is kept as usual', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'runs-'));
  t.after(() => rmSync(folder, { recursive: true }));
  keepRun(file, run, folder);
  const path = join(folder, 'two-paths/first-order.json');
  for (const broken of ['{ "schemaVersion": 1, ', '{ "schemaVersion": 2 }', '']) {
    writeFileSync(path, broken);
    const messages: string[] = [];
    assert.equal(
      lastRun(file, (message) => messages.push(message), folder),
      undefined,
    );
    assert.match(messages.join(), /first-order\.json\.broken/);
    assert.ok(existsSync(`${path}.broken`) && !existsSync(path));
  }
  keepRun(file, run, folder);
  assert.deepEqual(lastRun(file, unexpected, folder), run);
});

test('the result of a run is kept as the document that its evidence is, until the next one', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'runs-'));
  t.after(() => rmSync(folder, { recursive: true }));
  keepResult(file, evidence, folder);
  keepRun(file, { ...run, stopped: true }, folder);
  keepResult(file, { ...evidence, seed: 7 }, folder);
  const kept = parseResult(readFileSync(resultPath(file, folder), 'utf8'), 'two-paths/first-order');
  assert.deepEqual(kept, { result: { ...evidence, seed: 7 } });
});

test('forgets one run, or all', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'runs-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const other = { ...file, name: 'same-burst' };
  keepRun(file, run, folder);
  keepRun(other, run, folder);
  keepResult(file, evidence, folder);
  keepResult(other, evidence, folder);
  forgetRuns({ lab: 'two-paths', experiment: 'first-order' }, folder);
  assert.equal(lastRun(file, unexpected, folder), undefined);
  assert.deepEqual(lastRun(other, unexpected, folder), run);
  assert.deepEqual(
    [file, other].map((each) => existsSync(resultPath(each, folder))),
    [false, true],
  );
  forgetRuns({}, folder);
  assert.equal(lastRun(other, unexpected, folder), undefined);
});

test('what somebody mends is no run, and is not forgotten with them', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'runs-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  keepRun(file, run, folder);
  mkdirSync(join(folder, 'repair', 'charged-twice'), { recursive: true });
  forgetRuns({}, folder);
  assert.deepEqual(readdirSync(folder), ['repair']);
});

test('says where the learner is: at what was stopped, or at what comes next', () => {
  const other = { ...file, name: 'same-burst' };
  assert.deepEqual(whereYouAre([{ file }, { file: other }]), []);
  assert.match(String(whereYouAre([{ file, run }, { file: other }])), /1 of 2.*two-paths\/same-burst/);
  assert.match(
    String(whereYouAre([{ file, run: { ...run, stopped: true } }, { file: other }])),
    /0 of 2.*two-paths\/first-order/,
  );
  assert.match(String(whereYouAre([{ file, run }])), /1 of 1 experiments\.$/);
});
