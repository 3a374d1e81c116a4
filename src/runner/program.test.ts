import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TwoPartError } from './call-error.ts';
import { ProgramFailed, runProgram } from './program.ts';

test('a program that cannot be started is told in two parts; one that fails with its status', async () => {
  await assert.rejects(
    runProgram('no-such-program', []),
    (error) =>
      error instanceof TwoPartError &&
      /`no-such-program` could not be started/.test(error.problem) &&
      error.remedy !== '',
  );
  await assert.rejects(
    runProgram(process.execPath, ['-e', 'process.exit(7)']),
    (error) => error instanceof ProgramFailed && /ended with status 7/.test(error.problem),
  );
});

test('a program ends with the run that needs it, and is not begun when that has ended', async () => {
  const controller = new AbortController();
  const listeners = process.listenerCount('exit');
  const endless = runProgram(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    signal: controller.signal,
  });
  assert.equal(process.listenerCount('exit'), listeners + 1, 'it does not outlive this process');
  controller.abort(new Error('stopped'));
  await assert.rejects(endless, /ended with status 143/);
  assert.equal(process.listenerCount('exit'), listeners);
  await assert.rejects(runProgram('no-such-program', [], { signal: controller.signal }), /stopped/);
});
