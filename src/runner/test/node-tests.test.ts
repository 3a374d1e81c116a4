import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type TestContext, test } from 'node:test';
import { project } from '../project.ts';
import { reportedOutcome } from './browser-tests.ts';
import { runNodeTests } from './node-tests.ts';
import { logOf } from './stage-log.ts';

/** Runs files of tests as a stage, in one process unless `how` says otherwise. */
const run = (t: TestContext, ...codes: string[]) =>
  runAs(t, { filesInProcess: codes.length, sideBySide: 1 }, codes);

async function runAs(
  t: TestContext,
  how: Omit<Parameters<typeof runNodeTests>[0], 'name' | 'command' | 'files'>,
  codes: string[],
) {
  mkdirSync(project.cache, { recursive: true });
  const folder = mkdtempSync(join(project.cache, 'stage für '));
  const name = relative(project.cache, folder);
  t.after(() => {
    rmSync(folder, { recursive: true });
    rmSync(join(project.cache, 'test', `${name}.log`), { force: true });
  });
  const files = codes.map((code, index) => {
    const file = relative(project.root, join(folder, `${index}.test.mjs`));
    writeFileSync(join(project.root, file), `import { suite, test } from 'node:test';\n${code}`);
    return file;
  });
  // Else Node takes the tests inside for tests of this process.
  const { NODE_TEST_CONTEXT } = process.env;
  delete process.env.NODE_TEST_CONTEXT;
  const { signal } = new AbortController();
  const running = runNodeTests({ name, command: 'npm test -- a', files, ...how }, signal);
  const outcome = await running.finally(() => {
    if (NODE_TEST_CONTEXT !== undefined) process.env.NODE_TEST_CONTEXT = NODE_TEST_CONTEXT;
  });
  return { files, outcome, written: readFileSync(logOf(name), 'utf8') };
}

test('tests are counted, suites are not, and a failure comes with the command for its file', async (t) => {
  const { files, outcome } = await run(
    t,
    `suite('all', () => { test('holds', () => {}); test('does not', () => { throw new Error('no'); }); });`,
  );
  assert.deepEqual(outcome, {
    passed: 1,
    failures: [{ name: 'does not', command: `npx node --test '${files[0]}'` }],
  });
});

test('a file that cannot be loaded is a failure, and those beside it are run', async (t) => {
  const { outcome } = await run(t, `import './no-such-file.mjs';`, `test('holds', () => {});`);
  assert.equal(outcome.passed, 1);
  assert.equal(outcome.failures.length, 1);
});

test('a test that ends its process is a failure, also with status 0', async (t) => {
  const { files, outcome } = await run(t, `test('holds', () => {});`, `test('ends', () => process.exit(0));`);
  assert.deepEqual(outcome.failures, [
    {
      name: 'It ended before its last test, with status 0.',
      command: `npx node --test '${files[0]}' '${files[1]}'`,
    },
  ]);
});

test('what one file throws late is a failure of its own', async (t) => {
  const { outcome } = await run(
    t,
    `test('throws', async () => { setImmediate(() => { throw new Error('late'); }); await new Promise((done) => setImmediate(done)); });`,
    `test('holds', () => {});`,
  );
  assert.deepEqual([outcome.passed, outcome.failures.map(({ name }) => name)], [1, ['throws']]);
});

test('what could not tell or failed beside others runs once more, alone, and that counts; what told does not', async (t) => {
  // What each says the first time, and whether it fails then and later.
  const telling = (first: string, fails = [false, false]) => `
    import { existsSync, writeFileSync } from 'node:fs';
    const seen = import.meta.filename + '.seen';
    test('tells', (t) => {
      const again = Number(existsSync(seen));
      writeFileSync(seen, '');
      t.diagnostic(again ? 'it tells' : '${first}');
      if (${JSON.stringify(fails)}[again]) throw new Error('no');
    });`;
  const beside = { filesInProcess: 1, sideBySide: 2, unsure: / was not judged: / };
  const { files, outcome, written } = await runAs(t, beside, [
    telling('a was not judged: busy'),
    telling('it tells'),
    telling('disturbed', [true, false]),
    telling('broken', [true, true]),
    telling('b was not judged: busy', [false, true]),
  ]);
  assert.equal(outcome.passed, 3);
  assert.deepEqual(
    outcome.failures.map(({ command }) => command).sort(),
    [files[3], files[4]].map((file) => `npx node --test '${file}'`),
  );
  assert.deepEqual(outcome.again?.toSorted(), [files[0], files[2], files[3], files[4]]);
  assert.equal(written.match(/it tells/g)?.length, 5);
  for (const file of outcome.again) assert.ok(written.includes(`Again, with nothing beside it: ${file}\n`));
});

test('what one at a time could not tell, or failed, does not run again', async (t) => {
  const { outcome, written } = await runAs(t, { filesInProcess: 1, sideBySide: 1, unsure: /not judged/ }, [
    `test('cannot tell', (t) => t.diagnostic('not judged'));`,
    `test('fails', () => { throw new Error('no'); });`,
  ]);
  assert.deepEqual([outcome.passed, outcome.failures.length, outcome.again], [1, 1, undefined]);
  assert.equal(written.match(/not judged/g)?.length, 1);
});

test('of a report of Playwright, what passed is counted, and what failed has the command for its file', () => {
  const spec = (title: string, ok: boolean, status = 'expected') => ({
    title,
    file: 'a.spec.ts',
    ok,
    tests: [{ status }],
  });
  const inside = {
    file: 'a.spec.ts',
    specs: [spec('two', false, 'unexpected'), spec('three', true, 'skipped')],
  };
  assert.deepEqual(reportedOutcome([{ file: 'a.spec.ts', specs: [spec('one', true)], suites: [inside] }]), {
    passed: 1,
    failures: [{ name: 'two', command: 'npx playwright test tests/a.spec.ts' }],
  });
});
