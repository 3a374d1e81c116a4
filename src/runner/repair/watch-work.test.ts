import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { project } from '../project.ts';
import { findRepairs, type RepairFile } from './find-repairs.ts';
import type { Judgement } from './judge-repair.ts';
import { watchWork } from './watch-work.ts';

const [file] = (await findRepairs(project.root)) as [RepairFile];

function workOn(text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'watched-'));
  const save = (next: string) => writeFileSync(join(folder, 'stack.ts'), next);
  save(text);
  const judgementNow = (): Judgement => ({
    status: readFileSync(join(folder, 'stack.ts'), 'utf8') === 'good' ? 'mended' : 'broken',
    claims: [],
    mends: [],
    variants: [],
    seconds: 0,
  });
  return { folder, save, judgementNow };
}

test('judges at once and after a save, and ends with what is mended', async () => {
  const { folder, save, judgementNow } = workOn('bad');
  const judged: string[] = [];
  const last = await watchWork(file, folder, new AbortController().signal, {
    check: async () => judgementNow(),
    onJudged({ status }) {
      judged.push(status);
      if (status === 'broken') save('good');
    },
    onFailed: (error) => assert.fail(error),
  });
  assert.equal(last.status, 'mended');
  assert.deepEqual(judged, ['broken', 'mended']);
});

test('a save stops the run that it overtakes', async () => {
  const { folder, save, judgementNow } = workOn('bad');
  let runs = 0;
  const last = await watchWork(file, folder, new AbortController().signal, {
    async check(signal) {
      runs += 1;
      if (runs > 1) return judgementNow();
      save('good');
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      return judgementNow();
    },
    onJudged: () => undefined,
    onFailed: (error) => assert.fail(error),
  });
  assert.equal(last.status, 'mended');
  assert.equal(runs, 2);
});

test('Ctrl-C ends it, in the middle of a run too', async () => {
  const { folder } = workOn('bad');
  const controller = new AbortController();
  const watched = watchWork(file, folder, controller.signal, {
    check: (signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        controller.abort(new Error('stopped'));
      }),
    onJudged: () => undefined,
    onFailed: (error) => assert.fail(error),
  });
  await assert.rejects(watched, /stopped/);
});

test('a folder that cannot be watched is told in two parts, and nothing is run', async () => {
  const { folder } = workOn('bad');
  await assert.rejects(
    watchWork(file, join(folder, 'gone'), new AbortController().signal, {
      check: () => assert.fail('it runs'),
      onJudged: () => undefined,
      onFailed: (error) => assert.fail(error),
    }),
    { problem: /gone cannot be watched/, remedy: /--check/ },
  );
});
