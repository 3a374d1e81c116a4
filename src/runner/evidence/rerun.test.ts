import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rerunLines } from './report.ts';
import { rerun, rerunExitCode } from './rerun.ts';
import { evidence } from './testing.ts';

const plain = (_format: unknown, text: string) => text;
const { signal } = new AbortController();
const recorded = ['small/first-look', 'small/second-look'].map((name) => ({ name, evidence: evidence() }));

test('runs with the seed of the recording; equal verdicts are fine, though numbers may move', async () => {
  const seeds: number[] = [];
  const results = await rerun(recorded, {
    factor: 2,
    signal,
    run: async (_name, seed) => {
      seeds.push(seed);
      return evidence({ queued: 70 });
    },
  });
  assert.deepEqual(seeds, [7, 7]);
  assert.equal(rerunExitCode(results), 0);
  assert.deepEqual(results[0] && rerunLines(results[0], plain), [
    '✓ small/first-look: the verdicts of the recording, one number moved',
    '    replyMsP50 of queued to sync: 0.50 when recorded, 2.00 now',
  ]);
});

test('another verdict is told with the numbers that decided it', async () => {
  const results = await rerun(recorded.slice(0, 1), {
    factor: 2,
    signal,
    run: async () => evidence({ holds: false, stored: [60, 59, 60] }),
  });
  assert.equal(rerunExitCode(results), 1);
  assert.deepEqual(results[0] && rerunLines(results[0], plain), [
    '✗ small/first-look: other verdicts than recorded, one number moved',
    '    claim sooner: held when recorded, did not hold now (because of the numbers)',
    '    stored of sync: always 60 when recorded, 60 now (median)',
  ]);
});

test('a run on a machine that was too busy is neither the same nor another verdict, and its numbers say nothing', async () => {
  const results = await rerun(recorded, {
    factor: 2,
    signal,
    run: async (name) =>
      name === 'small/first-look' ? evidence({ holds: null, stored: [60, 59, 60], queued: 900 }) : evidence(),
  });
  assert.equal(rerunExitCode(results), 3);
  assert.deepEqual(results[0] && rerunLines(results[0], plain), [
    '– small/first-look: not judged, because this machine was too busy',
    '    claim sooner: held when recorded, not judged now (because of the numbers)',
  ]);
});

test('an experiment that breaks off counts as different, and the next one still runs', async () => {
  const done: string[] = [];
  const results = await rerun(recorded, {
    factor: 2,
    signal,
    run: async (name) => {
      if (name === 'small/first-look') throw new Error('The stack is refused.');
      return evidence();
    },
    onDone: ({ name }) => done.push(name),
  });
  assert.equal(rerunExitCode(results), 1);
  assert.deepEqual(done, ['small/first-look', 'small/second-look']);
  assert.deepEqual(results[0] && rerunLines(results[0], plain), [
    '✗ small/first-look: did not run: The stack is refused.',
  ]);
});

test('Ctrl-C ends it', async () => {
  const controller = new AbortController();
  const run = rerun(recorded, {
    factor: 2,
    signal: controller.signal,
    run: async () => {
      controller.abort(new Error('interrupted'));
      throw new Error('The run was stopped.');
    },
  });
  await assert.rejects(run, /interrupted/);
});
