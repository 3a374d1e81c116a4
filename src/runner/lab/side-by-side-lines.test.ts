import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sideBySideLines } from './side-by-side-lines.ts';

const run = (loopLagMs: number, measuredAgain = 0, cpuTaken?: number) => ({
  recordedAt: '2026-11-30T00:00:00.000Z',
  durationSeconds: 30,
  disturbance: {
    ...{ loopLagMs, sendDriftMs: loopLagMs / 2, clockJumpMs: 0.5, measuredAgain },
    ...(cpuTaken !== undefined && { cpuTaken }),
  },
});

test('what the guards saw side by side stands beside what they saw when it was recorded', () => {
  const lines = sideBySideLines([
    { beside: run(30, 1, 0.02), recorded: run(10, 0, 0) },
    { beside: run(90, 2, 0.2), recorded: run(40, 1, 0.1) },
    { beside: run(20, 0, 0), recorded: run(20, 0, 0) },
    { beside: run(999) },
  ]);
  assert.deepEqual(
    lines.map((line) => line.replace(/ {2,}/g, '|')),
    [
      'at worst, median and most of the runs:|recorded|side by side',
      'the event loop was away|20 ms, 40 ms|30 ms, 90 ms',
      'a request was sent late|10 ms, 20 ms|15 ms, 45 ms',
      'others took of a CPU with none to spare|0 %, 10 %|2 %, 20 %',
      'repetitions that were measured again|1|3',
    ],
  );
  assert.ok(lines.every((line) => line.length === lines[0]?.length && line.length <= 76));
});

test('where the system does not tell who takes its CPUs, nothing is said of it; without recordings nothing at all', () => {
  const lines = sideBySideLines([{ beside: run(30), recorded: run(10, 0, 0.5) }]);
  assert.ok(lines.length === 4 && !lines.some((line) => line.startsWith('others')));
  assert.deepEqual(sideBySideLines([{ beside: run(30) }]), []);
});
