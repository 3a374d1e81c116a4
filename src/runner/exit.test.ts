import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { CallError, LeftBehind } from './call-error.ts';
import { runToExit } from './exit.ts';

/** A process that cannot end this one. */
class OtherProcess extends EventEmitter {
  readonly stdout = new PassThrough().resume();
  readonly stderr = new PassThrough().setEncoding('utf8');
  readonly codes: number[] = [];

  exit(code: number): void {
    this.codes.push(code);
  }

  said(): string {
    return String(this.stderr.read() ?? '');
  }
}

/** Work that goes on until it is told to end, and then tidies up until `tidied` is called. */
function longWork() {
  const { promise, resolve: tidied } = Promise.withResolvers<void>();
  const work = async (signal: AbortSignal): Promise<number> => {
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
    await promise;
    throw signal.reason;
  };
  return { work, tidied };
}

for (const [signal, code] of [
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)
  test(`${signal} comes from several sides when a terminal or a parent ends: nobody is kept from tidying up`, async () => {
    const program = new OtherProcess();
    const { work, tidied } = longWork();
    const ended = runToExit(work, program);
    for (let times = 0; times < 3; times += 1) program.emit(signal);
    assert.deepEqual(program.codes, []);
    tidied();
    await ended;
    assert.deepEqual(program.codes, [code]);
    assert.match(program.said(), /Nothing is left running/);
  });

test('a second Ctrl-C ends it at once', () => {
  const program = new OtherProcess();
  void runToExit(longWork().work, program);
  program.emit('SIGINT');
  assert.deepEqual(program.codes, []);
  program.emit('SIGINT');
  assert.deepEqual(program.codes, [130]);
});

for (const [what, stream, error, code] of [
  ['a pipe that closes early', 'stdout', 'EPIPE', 141],
  ['the same on stderr', 'stderr', 'EPIPE', 141],
  ['a terminal that is gone', 'stdout', 'EIO', 129],
  ['a full disk behind stdout', 'stdout', 'ENOSPC', 1],
] as const)
  test(`${what}: what runs is tidied up, and it ends with ${code}`, async () => {
    const program = new OtherProcess();
    const { work, tidied } = longWork();
    const ended = runToExit(work, program);
    program[stream].emit('error', Object.assign(new Error(`${error}: refused, write`), { code: error }));
    tidied();
    await ended;
    assert.deepEqual(program.codes, [code]);
  });

test('work that is done ends with 0 though its reader has left, and not when its last words were lost', async () => {
  for (const [code, exit] of [
    ['EPIPE', 0],
    ['ENOSPC', 1],
  ] as const) {
    const program = new OtherProcess();
    await runToExit(async () => {
      program.stdout.emit('error', Object.assign(new Error(`${code}: refused, write`), { code }));
      return 0;
    }, program);
    assert.deepEqual(program.codes, [exit]);
  }
});

test('an error that nobody waited for is told, and what runs is tidied up before', async () => {
  const program = new OtherProcess();
  const { work, tidied } = longWork();
  const ended = runToExit(work, program);
  program.emit('uncaughtException', new Error('out of the blue'));
  assert.deepEqual(program.codes, []);
  tidied();
  await ended;
  assert.deepEqual(program.codes, [1]);
  assert.match(program.said(), /✗ Error: out of the blue\n\s+at /);
});

test('what was left on AWS is said even to who has stopped the run', async () => {
  const program = new OtherProcess();
  await runToExit(async () => {
    program.emit('SIGTERM');
    throw new LeftBehind('The stack x is left.', 'Remove it.');
  }, program);
  assert.match(program.said(), /The stack x is left\.\n {2}Remove it\./);
  assert.deepEqual(program.codes, [1]);
});

test('what the file system refuses is told in two parts, with the path; an error of ours with its stack', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'exit-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const tell = async (work: () => unknown) => {
    const program = new OtherProcess();
    await runToExit(async () => Number(work()), program);
    return { code: program.codes[0], said: program.said() };
  };
  const trouble = await tell(() => readFileSync(join(file, 'below')));
  assert.equal(trouble.code, 1);
  assert.match(trouble.said, /ENOTDIR.*file\/below'\.\n {2}A file lies where a folder is needed/);
  assert.match((await tell(() => writeFileSync(folder, ''))).said, /EISDIR[\s\S]*\n {2}A folder lies/);
  const wrong = await tell(() => {
    throw new CallError('No.', 'Yes.');
  });
  assert.deepEqual([wrong.code, wrong.said.trim()], [2, '✗ No.\n  Yes.']);
  assert.match((await tell(() => assert.fail('ours'))).said, /\n\s+at /);
});
